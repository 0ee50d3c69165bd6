"""What the desk holds to have happened, and on how many independent feet it stands."""
