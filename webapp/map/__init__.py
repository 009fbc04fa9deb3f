"""The map of the partners: coastlines, markers and labels, drawn on the server as SVG."""
