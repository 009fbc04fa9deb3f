"""Tests of the rules that judge a translation."""
