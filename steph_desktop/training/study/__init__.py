"""A study: one cohort's way from a clinical table to a model pack."""
