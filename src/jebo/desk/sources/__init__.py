"""The people who tell the newsroom something, by alias; who they are lies sealed."""
