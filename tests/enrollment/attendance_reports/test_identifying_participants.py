"""Who a participant of a report is: the address decides, then the name; a doubt is asked about."""

from __future__ import annotations

import pytest

from enrollment.attendance_reports.identifying import identify
from enrollment.attendance_reports.reading import Participant
from enrollment.people.matching import KnownPerson, MatchOutcome

ADA = KnownPerson(1, "adaaa", "Ada Aas", "ada@example.org")
ZOFIA = KnownPerson(2, "zofsat", "Zofia Sæther", "zofsat@stud.ntnu.no")
BERIT = KnownPerson(3, "beritb", "Berit Bøe", "beritb@stud.ntnu.no")
NAMESAKE = KnownPerson(4, "bboe", "Berit Bøe", "bboe@stud.ntnu.no")
MARIE = KnownPerson(5, "mariel", "Marie-Louise Lund", "mariel@stud.ntnu.no")
LARS = KnownPerson(-1, "lars", "Lars Leder", "lars@ntnu.no")


def identified(name, *addresses):
    (line,) = identify([Participant(name, addresses)], [ADA, ZOFIA, BERIT, NAMESAKE, MARIE], [LARS])
    return line


@pytest.mark.parametrize(
    ("name", "addresses", "person"),
    [
        ("Ada Aas", (), ADA),
        ("ada (Ada Aas)", (), ADA),
        ("Aas, Ada", (), ADA),
        ("ADA ÅAS", (), ADA),
        ("Zofia Sæther - NTNU", (), ZOFIA),
        ("Zofia Saether | IMF", (), ZOFIA),
        ("NTNU – Zofia Sæther", (), ZOFIA),
        ("Zofia Sæther (she/her)", (), ZOFIA),
        ("Zofia Sæther (she/her) (Guest)", (), ZOFIA),
        ("Zofia Sæther, NTNU", (), ZOFIA),
        ("Marie-Louise Lund", (), MARIE),
        ("zofsat", (), ZOFIA),
        ("A phone", ("zofsat@stud.ntnu.no",), ZOFIA),
        ("A phone", ("zofsat@ntnu.no",), ZOFIA),
        ("A phone", ("zofia.sather@ntnu.no", "zofsat@ntnu.no"), ZOFIA),
        # The address decides between namesakes, and against the name.
        ("Berit Bøe", ("bboe@stud.ntnu.no",), NAMESAKE),
        ("Ada Aas", ("zofsat@stud.ntnu.no",), ZOFIA),
        # Neither is a user name of the university.
        ("Ada Aas", ("ada.aas@ntnu.no",), ADA),
        ("Ada Aas", ("adaaa@gmail.com",), ADA),
    ],
)
def test_person_is_found(name, addresses, person):
    line = identified(name, *addresses)
    assert (line.outcome, line.person) == (MatchOutcome.FOUND, person)


@pytest.mark.parametrize(
    ("name", "addresses", "outcome", "suggestions"),
    [
        ("Berit Bøe", (), MatchOutcome.SEVERAL, (NAMESAKE, BERIT)),
        ("Ada Aas (Zofia Sæther)", (), MatchOutcome.SEVERAL, (ADA, ZOFIA)),
        # A user name that is not on the list: perhaps a namesake.
        ("Ada Aas", ("another@stud.ntnu.no",), MatchOutcome.NEARLY, (ADA,)),
        ("Zofia", (), MatchOutcome.NEARLY, (ZOFIA,)),
        ("Zofia Sather", (), MatchOutcome.NEARLY, (ZOFIA,)),
        ("iPhone", (), MatchOutcome.UNKNOWN, ()),
    ],
)
def test_doubt_is_asked_about_with_suggestions(name, addresses, outcome, suggestions):
    line = identified(name, *addresses)
    assert (line.outcome, line.suggestions) == (outcome, suggestions)
    assert line.is_unclear


@pytest.mark.parametrize(("name", "addresses"), [("Lars Leder", ()), ("L", ("lars@ntnu.no",))])
def test_leader_is_not_asked_about(name, addresses):
    line = identified(name, *addresses)
    assert (line.outcome, line.person) == (MatchOutcome.ELSEWHERE, LARS)


def test_a_name_of_nothing_but_invisible_signs_is_read_at_once():
    assert identified("\u200b " * 50_000 + "x").outcome is MatchOutcome.UNKNOWN
