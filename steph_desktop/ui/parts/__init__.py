"""The parts that pages share: viewer, worklist, case panel, job list, report."""
