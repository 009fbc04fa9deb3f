"""Reports on the catalogues: formats for CI, statistics, history, page and badge."""
