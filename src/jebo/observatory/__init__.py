"""The open record of events: for now only the values that it and the desk share."""
