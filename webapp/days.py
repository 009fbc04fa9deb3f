"""The time zone by whose days the site counts: that of Paris."""

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")
