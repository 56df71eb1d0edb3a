"""What can be wrong with what people hand in."""


class FileRefusedError(Exception):
    """This file is not read at all; the message is a sentence that says why. Nothing has changed."""
