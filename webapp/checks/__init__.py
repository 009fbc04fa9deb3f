"""The rules that judge a translation, by family, in one table; they know no files and no Flask."""
