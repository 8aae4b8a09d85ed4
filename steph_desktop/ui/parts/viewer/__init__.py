"""The slide viewer, its maps and drawings, and what is saved of them."""
