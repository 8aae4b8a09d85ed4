"""The cohort page: patients by source cancers, and the course of a training."""
