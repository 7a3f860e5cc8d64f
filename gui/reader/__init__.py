"""The reading surface: how an article becomes lines, marks and pixels. Start at docs/reading-surface.md."""
