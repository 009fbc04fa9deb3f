"""From a rendered template to the page that is sent: language marks and French spacing."""
