"""What translators and CI do with catalogues; nothing that serves pages imports it."""
