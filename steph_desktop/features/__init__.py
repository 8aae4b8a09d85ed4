"""Features: from patches to bags of instances."""
