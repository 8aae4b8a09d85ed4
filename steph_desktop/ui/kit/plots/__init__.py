"""Plots, drawn by one code on screen and on paper."""
