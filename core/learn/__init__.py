"""Training: the embedded pipeline from public data, and pipelines of one's own from gold."""
