"""The time zone that decides which day it is for the site: that of Paris."""

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")
