"""Leuchtstift without a window: articles, spans, extraction, storage and formats (never imports Qt)."""

__version__ = "0.1.0"
