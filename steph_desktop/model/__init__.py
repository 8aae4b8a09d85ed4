"""Models: ABMIL, task vectors, STEPH and the methods it is compared with."""
