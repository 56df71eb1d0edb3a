"""The measure of words to skills: what it prints, and that it refuses a file it cannot read."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

HEADER = '{"text": "dyslexie", "skills": ["dyslexie"]}\n'


def measured(tmp_path: Path, lines: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    path = tmp_path / "sentences.jsonl"
    path.write_text(lines, encoding="utf-8")
    call_command("evaluate_skills", str(path), *options)
    return capsys.readouterr().out.splitlines()


def test_counts_hits_and_times_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = HEADER + '{"text": "xqzt", "skills": ["tos"]}\n\n'
    first, second = measured(tmp_path, lines, capsys)
    assert re.fullmatch(r"n=2 top1=0\.500 top3=0\.500 ms_p95=\d+\.\d", first)
    assert second == "zonder trefwoord: n=1 top1=0.000 top3=0.000"


def test_a_sentence_that_asks_nothing_counts_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = HEADER + '{"text": "xqzt", "skills": []}\n'
    assert measured(tmp_path, lines, capsys)[2] == "zonder hulpvraag: n=1 stil=1.000"


def test_misses_are_shown_with_what_was_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = '{"text": "dyslexie", "skills": ["gym"]}\n'
    shown = measured(tmp_path, lines, capsys, "--misses")[2:]
    assert shown[:2] == ["- dyslexie", "    wil: gym"]
    assert shown[2].startswith("    kreeg: dyslexie (dyslexie)")


def test_wrong_lines_are_named_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = HEADER + '{"text": "x"\n{"text": "x", "skills": ["bestaat-niet"]}\n{"skills": []}\n'
    with pytest.raises(CommandError) as refused:
        measured(tmp_path, lines, capsys)
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["regel 2", "regel 3", "regel 4"]


def test_an_empty_file_measures_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="geen zinnen"):
        measured(tmp_path, "\n", capsys)
