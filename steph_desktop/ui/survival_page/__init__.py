"""The survival page: Kaplan-Meier curves of any grouping, with what may be said of them."""
