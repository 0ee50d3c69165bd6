"""What to write instead: wordings that stay true, and the least loss that brings a text within limits."""
