"""Exchange with translators' tools: catalogues as spreadsheets, and back by a merge."""
