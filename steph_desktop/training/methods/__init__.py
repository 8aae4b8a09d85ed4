"""The methods that can be fitted."""
