"""The model library: packs with their cards, import and export, the zoo of sources."""
