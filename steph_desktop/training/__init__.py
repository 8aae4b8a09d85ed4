"""Training: one fit, cross-validation of many, and the way from a cohort to a model pack."""
