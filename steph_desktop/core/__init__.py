"""What every room shares: errors, job control, settings, credentials, the log, whole files."""
