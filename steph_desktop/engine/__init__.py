"""The one door to the engine for window, commands and clusters."""
