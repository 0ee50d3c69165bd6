"""The people of the desk, what each may do, and the trail of what they did."""
