"""One case: its result, the checks of its slides, its report, its maps, and what leaves with it."""
