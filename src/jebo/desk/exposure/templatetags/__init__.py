"""Tags of the exposure history."""
