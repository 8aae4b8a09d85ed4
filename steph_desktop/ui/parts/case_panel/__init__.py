"""The right panel: a case's checks, prognosis, sources, what if and review."""
