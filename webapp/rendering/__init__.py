"""From texts to the page that is sent: spaces that do not break, and the store of pages."""
