"""The site's addresses, one blueprint a file."""
