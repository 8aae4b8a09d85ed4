"""The cohort page: studies, and patients by source cancers."""
