"""The rules that check translations, by family and in one table; they do not use Flask."""
