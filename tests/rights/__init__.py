"""The rights table: one declared row per URL name. A new URL without a row fails; see test_rights.py."""
