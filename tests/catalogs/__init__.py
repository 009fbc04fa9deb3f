"""Tests of the catalogues of the site."""
