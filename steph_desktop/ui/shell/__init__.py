"""The window itself: its frame, its commands, and which page is on show."""
