"""The history of the library: what was done, what each step changed, and going back."""
