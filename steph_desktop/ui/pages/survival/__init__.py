"""The survival page: Kaplan-Meier curves of any grouping."""
