"""The day that it is in Paris, by which the site counts."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")


def today() -> date:
    """Return the day that it is in Paris."""
    return datetime.now(ZONE).date()
