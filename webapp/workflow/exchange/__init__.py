"""Export of catalogues as spreadsheets for translators, and import by a three-way merge."""
