"""What readers write: comments and questions, answered, linked to a story, turned into a correction or a lead."""
