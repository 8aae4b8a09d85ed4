"""Survival: discrete-time likelihood, estimators and metrics."""
