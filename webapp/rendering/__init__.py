"""From texts to the page that is sent: no-break spaces, compression and the page store."""
