"""Layers side by side: how far two of them agree, and where they do not."""
