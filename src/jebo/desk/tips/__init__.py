"""Tips: what comes from the door, until it is a source's testimony, a reader's letter, or nothing."""
