"""Figures: how well pipelines do on gold, and where they go wrong."""
