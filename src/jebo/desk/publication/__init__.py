"""The release check, and the one way to publish: an edition goes out with a receipt over exactly its bytes, or not at all."""
