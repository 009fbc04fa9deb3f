"""Tests of the PO format."""
