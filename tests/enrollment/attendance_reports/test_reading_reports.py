"""Reports of Teams and Zoom, as they write them, propose the marks that a person would."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrollment.attendance_reports.cells import decode
from enrollment.attendance_reports.moments import read_duration, read_moment
from enrollment.attendance_reports.proposal import Occasion, propose
from enrollment.attendance_reports.proposing import attended, covered
from enrollment.attendance_reports.reading import Participant, Stay, read_report
from enrollment.attendance_reports.refusals import (
    LargeReport,
    ReportOfAnotherTime,
    UnreadableReport,
    WorkbookReport,
)
from enrollment.people.matching import KnownPerson

CASES = Path(__file__).parents[2] / "cases" / "reports"
EXPECTED = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
OSLO = ZoneInfo("Europe/Oslo")
START, END = (datetime(2027, 1, 11, hour, tzinfo=OSLO) for hour in (9, 12))


def occasion(people=(), starts_at=START, ends_at=END, others=(), minutes=10):
    return Occasion(starts_at, ends_at, timedelta(minutes=minutes), tuple(people), tuple(others))


def known(people):
    return [
        KnownPerson(key, person["username"], person["name"], person["email"])
        for key, person in enumerate(people, 1)
    ]


def case(name):
    people = known(EXPECTED[name]["people"])
    text = decode((CASES / name).read_bytes())
    return people, propose(text, occasion(people), {})


def at(hour, minute=0, second=0):
    return datetime(2027, 1, 11, hour, minute, second, tzinfo=OSLO)


# Every case


def test_every_report_has_an_expected_reading():
    assert {path.name for path in CASES.iterdir()} == {*EXPECTED, "expected.json"}


@pytest.mark.parametrize("name", EXPECTED)
def test_report_proposes_the_expected_marks_and_asks_about_the_rest(name):
    people, proposal = case(name)
    marks = {person.username: proposal.mark_of(person.key) for person in people}
    expected = EXPECTED[name]["proposed"]
    assert marks == {username: words.split(" (")[0] for username, words in expected.items()}
    assert len(proposal.unclear) == EXPECTED[name]["unmatched"]
    assert proposal.missing == []


@pytest.mark.parametrize("name", EXPECTED)
def test_person_who_is_not_in_the_report_is_listed_and_proposed_as_absent(name):
    gone = KnownPerson(99, "gonper", "Gone Person", "gonper@stud.ntnu.no")
    people = [*known(EXPECTED[name]["people"]), gone]
    proposal = propose(decode((CASES / name).read_bytes()), occasion(people), {})
    assert proposal.missing == [gone]
    assert proposal.mark_of(gone.key) == "absent"


@pytest.mark.parametrize("name", EXPECTED)
def test_report_pasted_from_a_spreadsheet_reads_the_same(name):
    """Excel separates what it copies with tabs, and keeps no quotation marks."""
    people, proposal = case(name)
    text = decode((CASES / name).read_bytes())
    if "\t" not in text:
        pasted = text.replace(";", "\t") if ";" in text else text.replace(",", "\t")
        assert propose(pasted, occasion(people), {}).times == proposal.times


NAMESAKES = """Full Name,User Action,Timestamp
Per Olsen,Joined,"1/11/2027, 8:56:01 AM"
Per Olsen,Joined,"1/11/2027, 8:57:01 AM"
Per Olsen,Left,"1/11/2027, 10:57:01 AM"
Per Olsen,Left,"1/11/2027, 12:01:01 PM"
"""


def test_two_people_of_one_name_are_asked_about_and_each_gets_their_own_time():
    people = [KnownPerson(key, f"perol{key}", "Per Olsen", f"perol{key}@x.no") for key in (1, 2)]
    proposal = propose(NAMESAKES, occasion(people), {})
    assert [line.number for line in proposal.unclear] == [0, 1]
    assert [proposal.mark_of(person.key) for person in people] == ["", ""]
    answered = propose(NAMESAKES, occasion(people), {0: 2, 1: 1})
    assert [answered.mark_of(person.key) for person in people] == ["present", "partial"]


# Moments and durations


@pytest.mark.parametrize(
    ("text", "month_first", "moment"),
    [
        ("1/11/27, 8:55:01 AM", True, at(8, 55, 1)),
        ("1/11/2027, 12:03:40\u202fPM", True, at(12, 3, 40)),
        ("1/11/2027, 12:03:40 AM", True, at(0, 3, 40)),
        ("01/11/2027 08:56:10 AM", True, at(8, 56, 10)),
        ("11/01/2027, 08:55:01", False, at(8, 55, 1)),
        ("11.1.2027, 08:55:01", True, at(8, 55, 1)),
        ("11.01.2027 kl. 08.55", False, at(8, 55)),
        ("2027-01-11 08:55:01", True, at(8, 55, 1)),
        ("2027-01-11T07:55:01Z", False, at(8, 55, 1)),
        ("Jan 11, 2027 08:55 AM", False, at(8, 55)),
        ("11. januar 2027 08:55", False, at(8, 55)),
        ("812 3456 7890", False, None),
        ("3h 2m", False, None),
        ("1/1/0001 12:00:00 AM", True, None),
        ("9999-12-31T23:10:00-05:00", False, None),
        ("", False, None),
    ],
)
def test_moments_are_read_as_the_report_writes_them(text, month_first, moment):
    assert read_moment(text, month_first=month_first) == moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3h 2m", 10920),
        ("1 t 40 min 5 s", 6005),
        ("55s", 55),
        ("186", 11160),
        ("03:02:00", 10920),
        ("-", None),
        ("", None),
        ("Yes", None),
    ],
)
def test_durations_are_read_in_both_languages(text, seconds):
    duration = read_duration(text)
    assert duration == (None if seconds is None else timedelta(seconds=seconds))


def table(*rows):
    heading = "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail"
    return "\n".join([heading, *("\t".join(row) for row in rows)])


def test_date_that_can_be_read_in_two_ways_is_read_as_the_one_that_fits_the_meeting():
    for first, last in (
        ("11/01/2027, 8:56:00 AM", "11/01/2027, 12:01:00 PM"),
        ("01/11/2027 08:56", "01/11/2027 12:01"),
    ):
        report = read_report(table(["Ada Aas", first, last, "3h", ""]), START, END)
        assert report.starts_at == at(8, 56)


def test_report_of_another_day_is_refused_and_says_both_times():
    text = table(["Ada Aas", "13.01.2027 08:56:00", "13.01.2027 12:01:00", "3h", ""])
    with pytest.raises(ReportOfAnotherTime) as refused:
        propose(text, occasion(), {})
    assert "13" in refused.value.sentence
    assert "11" in refused.value.sentence


def test_report_from_another_time_zone_is_refused_when_it_does_not_overlap():
    text = table(["Ada Aas", "11.01.2027 02:56:00", "11.01.2027 06:01:00", "3h", ""])
    with pytest.raises(ReportOfAnotherTime):
        propose(text, occasion(), {})


@pytest.mark.parametrize("text", ["", "Ada Aas\nBen Berg", "a,b,c\n1,2,3", "Name\tCourse\nAda\tX"])
def test_text_that_is_no_report_is_refused_with_its_beginning(text):
    with pytest.raises(UnreadableReport) as refused:
        read_report(text, START, END)
    assert text.split("\n")[0].replace("\t", " ") in refused.value.sentence


def test_impossible_date_in_both_orders_is_refused():
    with pytest.raises(UnreadableReport):
        read_report(table(["Ada Aas", "45/45/2027 08:56", "45/45/2027 12:00", "", ""]), START, END)


def test_workbook_and_file_that_is_too_large_are_refused():
    with pytest.raises(WorkbookReport):
        decode(b"PK\x03\x04 and so on")
    with pytest.raises(LargeReport):
        decode(b"x" * (2**20 + 1))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_break_the_reader(data):
    with suppress(UnreadableReport, WorkbookReport):
        read_report(decode(data), START, END)


@given(
    st.lists(st.lists(st.sampled_from(["Name", "1/11/27, 9:00 AM", "31/31/27, 9:00", "3h", "a@b"])))
)
def test_no_table_breaks_the_reader(rows):
    with suppress(UnreadableReport):
        read_report("\n".join("\t".join(row) for row in rows), START, END)


def test_time_in_the_waiting_room_is_no_attendance():
    heading = "Name,Join Time,Leave Time,Duration (Minutes),In Waiting Room"
    rows = [
        "Ada Aas,11.01.2027 09:00,11.01.2027 11:00,120,Yes",
        "Ada Aas,11.01.2027 11:00,11.01.2027 12:00,60,No",
    ]
    (ada,) = read_report("\n".join([heading, *rows]), START, END).participants
    assert attended([ada], START, END).minutes == 60


# Adding up


def participant(*stays, duration=timedelta()):
    return Participant("Ada", (), [Stay(*stay) for stay in stays], duration)


def test_time_before_and_after_the_session_does_not_count():
    time = attended([participant((at(7), at(10)), (at(11, 30), at(15)))], START, END)
    assert time.minutes == 90
    assert (time.first, time.last) == (at(7), at(15))


def test_two_devices_at_once_count_once():
    devices = [participant((at(9), at(11))), participant((at(10), at(11, 30)))]
    assert attended(devices, START, END).minutes == 150


def test_stay_without_an_end_lasts_to_the_end_of_the_session():
    assert attended([participant((at(11), None))], START, END).minutes == 60


def test_total_of_the_report_counts_where_the_stays_hide_a_break():
    whole = participant((at(9), at(12)), duration=timedelta(minutes=60))
    assert attended([whole], START, END).minutes == 60
    rounded = participant((at(9), at(12)), duration=timedelta(minutes=179))
    assert attended([rounded], START, END).minutes == 180


@pytest.mark.parametrize(
    ("joined", "minutes", "mark"),
    [
        (at(9, 10), 10, "present"),
        (at(9, 10, 1), 10, "partial"),
        (at(9), 0, "present"),
        (at(9, 0, 1), 0, "partial"),
        (at(12), 10, "absent"),
        (at(11, 59), 180, "present"),
        (at(12), 180, "absent"),
    ],
)
def test_mark_allows_for_the_tolerance_and_no_more(joined, minutes, mark):
    time = attended([participant((joined, at(13)))], START, END)
    assert time.proposed_mark(timedelta(minutes=minutes)) == mark


MINUTES = st.integers(-60, 260)
STAYS = st.lists(st.tuples(MINUTES, MINUTES), max_size=6)


@given(STAYS)
def test_time_is_the_number_of_minutes_that_some_stay_covers(spans):
    stays = [Stay(START + timedelta(minutes=a), START + timedelta(minutes=b)) for a, b in spans]
    minutes = {minute for a, b in spans for minute in range(max(a, 0), min(b, 180))}
    assert covered(stays, START, END) == timedelta(minutes=len(minutes))


@given(STAYS, STAYS)
def test_more_stays_never_make_less_time(few, more):
    def time(spans):
        return covered(
            [
                Stay(START + timedelta(minutes=a), (START + timedelta(minutes=b)).astimezone(UTC))
                for a, b in spans
            ],
            START,
            END,
        )

    assert time(few) <= time(few + more) <= END - START
