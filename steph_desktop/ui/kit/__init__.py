"""What every page is made of: tasks, plots, dialogs, widgets, colours and type."""
