"""Tests of reading, writing, extracting, updating, compiling and looking up catalogues."""
