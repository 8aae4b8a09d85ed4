"""The worklist: cases, their states, reviews and outcomes."""
