"""The review page: worklist, slide and case panel."""
