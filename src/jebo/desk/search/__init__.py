"""Search in Korean and English over all that a member may see."""
