"""Tests of what translators and CI do with catalogues."""
