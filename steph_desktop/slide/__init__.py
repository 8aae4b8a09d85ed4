"""Slides: reading them, finding their tissue, laying the patch grid."""
