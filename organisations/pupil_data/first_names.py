"""A short list of common first names: of children, and of grown-ups at school. A capital helps, but is not needed.

A name that is missing is still found by the words around it.
"""

from organisations.pupil_data.lists import read_list

CHILDREN = read_list("children")
GROWN_UPS = read_list("grown_ups")
IN_SMALL_LETTERS = (CHILDREN | GROWN_UPS) - read_list("also_words")
