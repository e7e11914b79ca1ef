"""Read the sheets of an OpenDocument workbook (ODS) while its XML streams past.

The libraries for the format build the whole document in memory, and write out every repetition of a cell or row; LAOS
must not, because five megabytes of a hostile file repeat a cell a billion times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from defusedxml.ElementTree import iterparse

from .sheets import MOST_COLUMNS, NumberedRow, Sheet, filled

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


def read_sheets(content: IO[bytes]) -> Iterator[Sheet]:
    """Yield the sheets of ``content.xml``. Raises the errors of ``defusedxml`` if it is not valid."""
    events = iterparse(content, ["start", "end"], forbid_dtd=True)
    hidden = set()
    for event, element in events:
        if event == "end" and element.tag == f"{STYLE}style":
            shown = [child.get(f"{TABLE}display") for child in element]
            hidden |= {element.get(f"{STYLE}name")} if "false" in shown else set()
        if event == "start" and element.tag == f"{TABLE}table":
            hidden_rows: set[int] = set()
            rows = list(filled(_rows(events, hidden_rows)))
            name, style = (element.get(f"{TABLE}{about}", "") for about in ("name", "style-name"))
            yield Sheet(name, rows, True, style in hidden, hidden_rows)


def _rows(events: Iterator[tuple[str, Any]], hidden_rows: set[int]) -> Iterator[NumberedRow]:
    """Yield the rows of a sheet, and add the numbers of those that are hidden."""
    number = 1
    for event, element in events:
        if event == "end" and element.tag == f"{TABLE}table":
            return
        if event == "end" and element.tag == f"{TABLE}table-row":
            cells = _cells(element)
            repeated = int(element.get(f"{TABLE}number-rows-repeated", 1))
            is_hidden = element.get(f"{TABLE}visibility", "visible") != "visible"
            # Takes the attributes too.
            element.clear()
            for place in range(number, number + (repeated if cells else 1)):
                if is_hidden:
                    hidden_rows.add(place)
                yield place, cells
            number += repeated


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in CELLS:
            repeated = int(cell.get(f"{TABLE}number-columns-repeated", 1))
            cells += [_shown(cell)] * min(repeated, MOST_COLUMNS - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _shown(cell: Any) -> str:
    """Return a cell as the canonical form of a table writes it."""
    match cell.get(f"{OFFICE}value-type"):
        case "float" | "currency" | "percentage":
            return _number(cell.get(f"{OFFICE}value", ""))
        case "date":
            return str(cell.get(f"{OFFICE}date-value", "")).removesuffix("T00:00:00")
        case "time":
            return _time(cell.get(f"{OFFICE}time-value", ""))
        case "boolean":
            return "yes" if cell.get(f"{OFFICE}boolean-value") == "true" else "no"
    return "\n".join(_text(paragraph) for paragraph in cell.iterfind(f"{TEXT}p"))


def _text(paragraph: Any) -> str:
    """Return a paragraph's text, in which runs of spaces are elements."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{TEXT}s":
            parts.append(" " * min(int(child.get(f"{TEXT}c", 1)), 100))
        elif child.tag == f"{TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{OFFICE}annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _number(value: str) -> str:
    return f"{float(value):.9f}".rstrip("0").rstrip(".")


def _time(value: str) -> str:
    found = DURATION.fullmatch(value)
    if not found:
        return value
    hours, minutes, seconds = found.groups()
    return f"{hours}:{minutes}" if not int(seconds) else f"{hours}:{minutes}:{seconds}"
