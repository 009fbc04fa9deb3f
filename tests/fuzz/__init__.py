"""Anything at all, given to what reads what others wrote; `make fuzz` gives it much more."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "40"))

fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""How often each test is run; a failure is kept in `.hypothesis` and tried first the next time."""
