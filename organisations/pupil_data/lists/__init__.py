"""Word lists in plain text, words between spaces; a line with # explains."""

from pathlib import Path


def read_list(name: str) -> frozenset[str]:
    """The words of `name`.txt in this folder."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
