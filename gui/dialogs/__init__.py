"""The dialogs: each asks or tells one thing, and changes nothing itself but by its signal."""
