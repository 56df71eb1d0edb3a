class ServicesError(Exception):
    """The embedded services cannot be used; the text is one sentence that says what to do."""
