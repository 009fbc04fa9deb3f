"""The PO format: messages and catalogues, read, written and compiled."""
