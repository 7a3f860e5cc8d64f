"""The list of articles: model over keyset pages, painting delegate, filters and search."""
