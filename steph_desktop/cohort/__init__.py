"""Cohorts: clinical tables, which slide is whose, who can take part, and what is wrong with it."""
