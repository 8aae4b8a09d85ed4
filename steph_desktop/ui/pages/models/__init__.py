"""The models page: packs with their cards, import and export."""
