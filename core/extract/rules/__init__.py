"""What regular expressions over the text find better than a network; ``components`` plugs the rules into spaCy."""
