"""The window: Qt only; no SQL, no spaCy, no file format."""
