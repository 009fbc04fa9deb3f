"""Tests of the exchange with translators' tools."""
