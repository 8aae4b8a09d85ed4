"""From a clinical table and a folder of slides to a model of one's own cohort."""
