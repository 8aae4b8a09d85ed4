"""Training: cohorts, the trainer, synthetic data."""
