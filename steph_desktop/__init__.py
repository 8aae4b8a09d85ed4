"""STEPH Desktop: whole-slide survival prognosis with sparse task vector mixup."""

__version__ = "0.1.0"
RESEARCH_USE = "For research use only. Not for use in diagnostic procedures."
