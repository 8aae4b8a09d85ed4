"""The slide in the centre of the window: viewer, maps, drawings, and what is saved of them."""
