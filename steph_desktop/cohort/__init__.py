"""Cohorts: clinical tables, matching of slides to patients, eligibility, and the audit."""
