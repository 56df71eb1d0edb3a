"""One way to page a list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 20


def page_of(request: HttpRequest, found: Any, *, per_page: int = PER_PAGE) -> Page[Any]:
    """The page of `found` that `?page=` asks for; a page that does not exist becomes the nearest one that does.

    `found` is a QuerySet or list. Show it with `components/pagination.html`.
    """
    return Paginator(found, per_page).get_page(request.GET.get("page"))
