"""Who a participant of a report is: the address decides, then the name; a doubt is asked about."""

from __future__ import annotations

from datetime import timedelta

import pytest

from enrollment.attendance_reports.identifying import identify
from enrollment.attendance_reports.reading import Participant, Stay
from enrollment.people.matching import KnownPerson, MatchOutcome
from tests.factories import NOW

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


def rows(name, *stays):
    """Return rows of a report, with stays in minutes from the start."""
    return [
        Participant(name, (), [Stay(NOW + timedelta(minutes=start), NOW + timedelta(minutes=end))])
        for start, end in stays
    ]


def lines_of(participants, people):
    lines = identify(participants, people)
    assert [line.number for line in lines] == [*range(len(lines))]
    return [(line.person, line.suggestions, line.is_doubled) for line in lines]


class TestRowsOfOneNameWithoutAddress:
    def test_coming_and_going_is_one_person(self):
        for stays in ((0, 60), (65, 180)), ((0, 61), (60, 180)):
            assert lines_of(rows("Ada Aas", *stays), [ADA]) == [(ADA, (), False)]

    def test_at_the_same_time_each_is_asked_about(self):
        at_once = rows("Ada Aas", (0, 180), (60, 90)) + rows("iPhone", (0, 5), (9, 12))
        asked = (None, (ADA,), True)
        assert lines_of(at_once, [ADA]) == [asked, asked, (None, (), False)]

    def test_namesakes_are_asked_about_row_by_row(self):
        asked = (None, (NAMESAKE, BERIT), False)
        assert lines_of(rows("Berit Bøe", (0, 60), (65, 180)), [BERIT, NAMESAKE]) == [asked] * 2

    def test_two_totals_are_asked_about(self):
        totals = [Participant("Ada Aas", (), [], timedelta(minutes=90)) for _row in range(2)]
        assert lines_of(totals, [ADA]) == [(None, (ADA,), True)] * 2

    def test_another_name_beside_it_is_another_device(self):
        both = rows("Ada Aas", (0, 180)) + rows("Ada Aas (phone)", (60, 90))
        assert [person for person, *_ in lines_of(both, [ADA])] == [ADA, ADA]
