"""Synthetic cohorts, the demo pack, analyses and the published protocol: nothing a clinic needs."""
