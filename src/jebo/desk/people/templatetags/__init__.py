"""What templates of the desk's people may use."""
