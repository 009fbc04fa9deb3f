"""Catalogues as spreadsheets for translators, and back by the three-way merge."""
