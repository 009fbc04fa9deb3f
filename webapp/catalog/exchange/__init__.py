"""Exchange with translators' tools: catalogues as spreadsheets or XLIFF, and back by a merge."""
