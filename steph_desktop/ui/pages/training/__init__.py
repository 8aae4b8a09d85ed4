"""The training wizard: from a clinical table and a folder of slides to a saved model."""
