"""The site as files, for any web server: what it answers, checked, compressed and put in place."""
