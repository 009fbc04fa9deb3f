"""Reports on the catalogues: formats for CI, and coverage that is lost."""
