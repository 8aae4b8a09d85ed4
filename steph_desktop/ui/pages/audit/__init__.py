"""Who did what, when and with what: the audit trail of the workspace."""
