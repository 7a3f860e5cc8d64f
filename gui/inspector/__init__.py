"""What is known of the marks: the selected one, and the list of all in the article."""
