"""Catalogues: reading and writing PO, extraction, update, compilation, look-up, statistics."""
