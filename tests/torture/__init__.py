"""Kill the program at random moments, thousands of times, and see that the library keeps its promises."""
