"""How work spreads over people in a made-up year, beside pure score order."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from django.core.management.base import BaseCommand

from helprequests.simulation import Outcome, by_score, curve, fairly, make_people, make_questions, simulate

SIZE, EDGE = 360, 50
COLOURS = ("#1d4a39", "#98301f")


class Command(BaseCommand):
    help = "Speel een schooljaar na en laat zien hoe het werk zich verdeelt, naast alleen op score ordenen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--requests", type=int, default=2000)
        parser.add_argument("--experts", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--plot", type=Path, help="Schrijf de verdeling als plaatje (SVG) naar dit bestand.")

    def handle(self, **options: Any) -> None:
        seed = options["seed"]
        random = Random(seed)  # noqa: S311  not for secrets
        people, questions = make_people(options["experts"], random), make_questions(options["requests"], random)
        fair = simulate("Expedu", fairly, people, questions, seed=seed)
        pure = simulate("score only", by_score, people, questions, seed=seed)
        for line in table(fair, pure):
            self.stdout.write(line)
        if options["plot"]:
            options["plot"].write_text(picture([fair, pure]), encoding="utf-8")
            self.stdout.write(f"plot={options['plot']}")


def table(fair: Outcome, pure: Outcome) -> list[str]:
    """The figures of both, and what the fair order costs in fit."""
    rows: list[tuple[str, str, str]] = [
        ("busiest tenth, share of help", f"{fair.busiest_tenth:.1%}", f"{pure.busiest_tenth:.1%}"),
        ("never asked", f"{fair.never_asked:.1%}", f"{pure.never_asked:.1%}"),
        ("newcomer: median weeks to first", f"{fair.median_weeks:.1f}", f"{pure.median_weeks:.1f}"),
        ("newcomers never asked", f"{fair.newcomers_never_asked:.1%}", f"{pure.newcomers_never_asked:.1%}"),
        ("answered", f"{fair.answered}/{fair.questions}", f"{pure.answered}/{pure.questions}"),
        ("mean fit", f"{fair.fit:.4f}", f"{pure.fit:.4f}"),
    ]
    lines = [f"{'':<34}{fair.name:>12}{pure.name:>12}", *(f"{name:<34}{a:>12}{b:>12}" for name, a, b in rows)]
    lost = (pure.fit - fair.fit) / pure.fit if pure.fit else 0.0
    return [*lines, f"busiest_tenth={fair.busiest_tenth:.3f} fit_lost={lost:.4f}"]


def picture(outcomes: Sequence[Outcome]) -> str:
    """From the least to the most busy: the nearer to the diagonal, the more equal."""
    side = SIZE - 2 * EDGE

    def at(share: float, work: float) -> str:
        return f"{EDGE + share * side:.1f},{SIZE - EDGE - work * side:.1f}"

    parts = [f'<polyline points="{at(0, 0)} {at(1, 1)}" fill="none" stroke="#857e69" stroke-dasharray="4 4"/>']
    for number, outcome in enumerate(outcomes):
        points = " ".join(at(*point) for point in curve(outcome.helped))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[number]}" stroke-width="2"/>')
        words = f"{outcome.name}: busiest tenth {outcome.busiest_tenth:.0%}"
        parts.append(f'<text x="{EDGE + 8}" y="{EDGE + 18 * (number + 1)}" fill="{COLOURS[number]}">{words}</text>')
    title = "Share of people, least busy first, and their share of the help"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" font-family="sans-serif" font-size="12"'
        f' role="img"><title>{title}</title><rect width="{SIZE}" height="{SIZE}" fill="#fff"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{side}" height="{side}" fill="none" stroke="#ccc"/>'
        f'{"".join(parts)}<text x="{EDGE}" y="{SIZE - 18}">{title}</text></svg>\n'
    )
