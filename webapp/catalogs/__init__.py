"""The catalogues of the site: made from the sources, judged, published and looked up."""
