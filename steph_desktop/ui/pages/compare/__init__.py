"""The compare page: methods side by side on a cohort."""
