"""Rebuild the search index from the truth, or check that the two agree."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from experts import postings, search_cards
from experts.actions import rebuild_reach
from experts.models import Expert, Position

CHUNK = 500


class Command(BaseCommand):
    help = "Rebuild audience keys and search cards of everyone; with --check only compare, and fail on a difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare index and truth, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            found = [line for ids in self.chunks() for line in self.differences(ids)]
            if found:
                raise CommandError("\n".join([*found[:50], f"differences={len(found)}"]))
            self.stdout.write("differences=0")
        else:
            self.stdout.write(f"cards={sum(rebuild_reach(ids) for ids in self.chunks())}")

    def chunks(self) -> Iterator[list[int]]:
        ids = list(Expert.objects.order_by("pk").values_list("pk", flat=True))
        for start in tqdm(range(0, len(ids), CHUNK), disable=None, unit_scale=CHUNK, unit=" experts"):
            yield ids[start : start + CHUNK]

    def differences(self, ids: list[int]) -> list[str]:
        positions = (
            Position.objects.filter(expert_id__in=ids)
            .select_related(*search_cards.NEEDS_JOINED, "search_card")
            .prefetch_related(*search_cards.NEEDS_FETCHED)
        )
        return search_cards.differences(positions) + postings.differences(ids)
