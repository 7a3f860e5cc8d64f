"""The sample library that opens on the first run: articles that we wrote ourselves."""
