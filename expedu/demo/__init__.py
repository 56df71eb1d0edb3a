"""A fictional world that shows every page full: three networks, twelve boards, sixty schools, six hundred people.

Everything is made up and deterministic; time in it is relative to today. Organisations and people are written at once;
what happened between them in the past year is acted out through the real verbs, under a clock that is turned back.
"""
