"""Compiling the catalogues with Babel, so no machine needs gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogues(folder: Path) -> list[Path]:
    """Write each `.po` below `folder` as `.mo` where that is missing or older; the files that were written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        partial = target.with_suffix(".mo.partial")
        with partial.open("wb") as file:
            write_mo(file, catalogue)
        partial.rename(target)
        written.append(target)
    return written
