"""Lists of any length: a hundred rows on a page, and a search where there are more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from enrollment.plain_text import finds

ROWS_ON_A_PAGE = 100

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class LongList(Generic[Row]):
    """The page shown of the rows that the search finds. ``templates/_long_list_find.html`` has the search."""

    page: Page[Row]
    q: str
    # Whether a search is of use.
    is_long: bool


def list_page(
    request: HttpRequest,
    rows: Sequence[Row],
    texts: Callable[[Row], Iterable[str]],
    rows_on_a_page: int = ROWS_ON_A_PAGE,
) -> LongList[Row]:
    """Return the page that the query asks for, of the rows in whose ``texts`` all words of the search are found."""
    q = request.GET.get("q", "").strip()
    found = [row for row in rows if finds(q, *texts(row))]
    page = Paginator(found, rows_on_a_page).get_page(request.GET.get("page"))
    return LongList(page, q, bool(q) or len(rows) > rows_on_a_page)
