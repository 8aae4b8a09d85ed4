"""STEPH Desktop: whole-slide survival prognosis with sparse task vector mixup."""

__version__ = "0.1.0"
