"""Tags of events for the pages of the apps below."""
