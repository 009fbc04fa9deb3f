"""The export: its files, its links, its place, and nginx serving it."""
