"""The measure of the pupil-data guard: what it prints, and that it refuses a file it cannot read."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

FILES = sorted((Path(__file__).parents[3] / "benchmarks/guard").glob("*.jsonl"))
OK = {"text": "Wie helpt ons met rekenen?", "expect": "ok"}
WARN = {"text": "Leerling Sem is vaak boos.", "expect": "warn"}
BLOCK = {"text": "Sem de Boer heeft ADHD.", "expect": "block"}


def measured(tmp_path: Path, rows: list[dict], capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    call_command("evaluate_guard", str(path), *options)
    return capsys.readouterr().out.splitlines()


def test_prints_the_confusion_table_and_the_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {"text": OK["text"], "expect": "block"}
    lines = measured(tmp_path, [OK, WARN, BLOCK, wrong], capsys)
    assert [line.split() for line in lines[:4]] == [
        ["verwacht", "block", "warn", "ok", "samen"],
        ["block", "1", "0", "1", "2"],
        ["warn", "0", "1", "0", "1"],
        ["ok", "0", "0", "1", "1"],
    ]
    assert lines[5:] == [
        "block_answered_ok=1/2 FOUT",
        "ok_answered_block=0/1 (0.0%) goed",
        "n=4 precies_goed=0.750",
    ]


def test_misses_are_shown_with_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = measured(tmp_path, [WARN | {"expect": "ok"}], capsys, "--misses")
    assert lines[-3:] == ["- Leerling Sem is vaak boos.", "    wil: ok", "    kreeg: warn (warn: Sem)"]


def test_wrong_lines_are_named_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError) as refused:
        measured(tmp_path, [OK, {"text": "x", "expect": "misschien"}, {"text": 3, "expect": "ok"}], capsys)
    assert "regel 2" in str(refused.value)
    assert "regel 3" in str(refused.value)


def test_a_file_without_texts_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="geen teksten"):
        measured(tmp_path, [], capsys)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_own_texts_reach_the_targets(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("evaluate_guard", str(path))
    assert "FOUT" not in capsys.readouterr().out
