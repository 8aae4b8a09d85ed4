"""Jobs in two lanes, and the panel that shows them."""
