"""What leaves the window: reports, exports, figures."""
