"""Import and export of meetings and attendance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enrollment.models import Coordinator, Letter
from modules.models import FollowUpAttendance, FollowUpMeeting
from tests.enrollment.tables import everything, export_csv, import_csv
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoordinatorFactory,
    CourseFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.meeting_factories import (
    FollowUpAttendanceFactory,
    FollowUpMeetingFactory,
    ObjectionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HEADER = (
    "term,department,key,title,date,start,end,courses,first_meeting_hours,follow_up_hours,"
    "final_evaluation_hours,mandatory,makes_up_for\n"
)
MEETINGS = f"""{HEADER}\
2024H,IE-IMF,all,"All, in one",2024-09-02,09:00,15:00,,1,4,1,yes,
2024H,IE-IMF,some,Follow-up,2024-10-02,09:15,10:45,TMA4100;TMA4120,0,1.5,0,yes,
2024H,HF-IHK,first,First meeting,2024-09-03,12:00,13:00,HIST1500,1,0,0,no,
2024H,IE-IMF,again,Follow-up again,2024-10-03,09:15,10:45,TMA4100,0,1.5,0,no,some
"""
MARKS_HEADER = "term,department,meeting,course,username,mark\n"
MARKS = f"""{MARKS_HEADER}\
2024H,HF-IHK,first,HIST1500,ben,absent
2024H,IE-IMF,all,TMA4100,ada,present
2024H,IE-IMF,some,TMA4100,ada,partial
"""
FILES = {"follow_up_meetings": MEETINGS, "follow_up_attendance": MARKS}
QUIETLY = {"follow_up_meetings": 4, "follow_up_attendance": 3}
# Not the next day: it may already have come if the tests run past midnight.
TO_COME = (NOW + timedelta(days=2)).date()


@pytest.fixture
def term(ada, ben, cleo):
    """Autumn 2024, with ada and ben appointed."""
    term = TermFactory(code="2024H")
    for assistant in (ada, ben):
        course = assistant.appointments.get().course
        AppointmentFactory(assistant=assistant, term=term, course=course)
    CourseFactory(code="TMA4120", department=ada.appointments.first().department)
    return term


@pytest.fixture
def planned(tmp_path, term):
    assert import_csv(tmp_path, "follow_up_meetings", MEETINGS).code == 0
    return tmp_path


@pytest.mark.parametrize("kind", FILES)
def test_what_was_read_is_written_as_it_was_and_read_again_quietly(planned, kind):
    import_csv(planned, kind, FILES[kind])
    written = export_csv(kind)
    assert sorted(written.splitlines()) == sorted(FILES[kind].splitlines())
    before = everything()
    outcome = import_csv(planned, kind, written)
    count = QUIETLY[kind]
    assert (outcome.code, outcome.out) == (0, f"{count} rows in all: 0 new, 0 changed.\n")
    assert everything() == before


@pytest.mark.parametrize("kind", FILES)
def test_dry_run_changes_nothing(planned, kind):
    FollowUpMeeting.objects.filter(key="again").delete()
    before = everything()
    outcome = import_csv(planned, kind, FILES[kind], "--dry-run")
    assert outcome.code == 0
    assert everything() == before


def test_meeting_that_makes_up_may_be_exported_before_it_is_held(planned):
    """The original meeting is written first, so that an import finds it when the other refers to it."""
    FollowUpMeeting.objects.filter(key="some").update(
        starts_at=NOW + timedelta(days=3), ends_at=NOW + timedelta(days=3, hours=1)
    )
    written = export_csv("follow_up_meetings")
    assert written.index(",some,") < written.index(",again,")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "term"),
        ("2031X,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "term"),
        ("2024H,,k,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "department"),
        ("2024H,XX,k,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "department"),
        ("2024H,IE-IMF,,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "key"),
        ("2024H,IE-IMF,Kæy,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "key"),
        ("2024H,IE-IMF,k,,2024-09-02,09:00,10:00,,1,0,0,yes,", "title"),
        (f"2024H,IE-IMF,k,{'x' * 201},2024-09-02,09:00,10:00,,1,0,0,yes,", "title"),
        ("2024H,IE-IMF,k,T,2/9/2024,09:00,10:00,,1,0,0,yes,", "date"),
        ("2024H,IE-IMF,k,T,2024-09-02,9,10:00,,1,0,0,yes,", "start"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,,,1,0,0,yes,", "end"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,09:00,,1,0,0,yes,", "end"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,TMA1,1,0,0,yes,", "courses"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,TMA4100;HIST1500,1,0,0,yes,", "courses"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,,0,0,yes,", "first_meeting_hours"),
        ('2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,0,"1,5",0,yes,', "follow_up_hours"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,0,0,0,yes,", "follow_up_hours"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,0,0,-1,yes,", "final_evaluation_hours"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,,", "mandatory"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,jaha,", "mandatory"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,yes,all", "mandatory"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,no,none", "makes_up_for"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,no,first", "makes_up_for"),
        ("2024H,IE-IMF,k,T,2024-09-02,09:00,10:00,,1,0,0,no,again", "makes_up_for"),
        ("2024H,IE-IMF,all,T,2024-09-02,09:00,10:00,,1,0,0,no,all", "makes_up_for"),
        ("2024H,IE-IMF,gone,T,2024-09-02,09:00,10:00,,1,0,0,yes,", "key"),
    ],
)  # fmt: skip
def test_bad_meeting_is_told_and_the_good_one_above_it_stays_out(planned, row, column):
    FollowUpMeetingFactory(
        term__code="2024H",
        department=FollowUpMeeting.objects.get(key="all").department,
        key="gone",
        cancelled_at=NOW,
    )
    good = "2024H,IE-IMF,good,T,2024-09-02,09:00,10:00,,1,0,0,yes,\n"
    before = everything()
    outcome = import_csv(planned, "follow_up_meetings", f"{HEADER}{good}{row}\n")
    assert outcome.code == 1
    assert [(number, named) for number, named, _ in outcome.problems] == [(3, column)]
    assert everything() == before


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",IE-IMF,all,TMA4100,ada,present", "term"),
        ("2024V,IE-IMF,all,TMA4100,ada,present", "term"),
        ("2024H,XX,all,TMA4100,ada,present", "department"),
        ("2024H,IE-IMF,,TMA4100,ada,present", "meeting"),
        ("2024H,IE-IMF,none,TMA4100,ada,present", "meeting"),
        ("2024H,IE-IMF,first,TMA4100,ada,present", "meeting"),
        ("2024H,IE-IMF,ahead,TMA4100,ada,present", "meeting"),
        ("2024H,IE-IMF,gone,TMA4100,ada,present", "meeting"),
        ("2024H,IE-IMF,all,,ada,present", "course"),
        ("2024H,IE-IMF,all,TMA1,ada,present", "course"),
        ("2024H,IE-IMF,all,TMA4100,,present", "username"),
        ("2024H,IE-IMF,all,TMA4100,nobody,present", "username"),
        ("2024H,IE-IMF,all,TMA4100,ben,present", "username"),
        ("2024H,IE-IMF,all,TMA4120,ada,present", "username"),
        ("2024H,IE-IMF,other,TMA4100,ada,present", "username"),
        ("2024H,IE-IMF,all,TMA4100,ada,", "mark"),
        ("2024H,IE-IMF,all,TMA4100,ada,there", "mark"),
    ],
)
def test_bad_mark_is_told_and_the_good_one_above_it_stays_out(planned, row, column):
    meeting = FollowUpMeeting.objects.get(key="all")
    about = {"term": meeting.term, "department": meeting.department}
    FollowUpMeetingFactory(**about, key="ahead", upcoming=True)
    FollowUpMeetingFactory(**about, key="gone", cancelled_at=NOW)
    FollowUpMeetingFactory(**about, key="other", courses=[CourseFactory(code="TMA4120")])
    good = "2024H,IE-IMF,some,TMA4100,ada,present\n"
    before = everything()
    outcome = import_csv(planned, "follow_up_attendance", f"{MARKS_HEADER}{good}{row}\n")
    assert outcome.code == 1
    assert [(number, named) for number, named, _ in outcome.problems] == [(3, column)]
    assert everything() == before


@pytest.mark.parametrize("kind", FILES)
def test_same_row_twice_is_told(planned, kind):
    last = FILES[kind].splitlines()[-1]
    before = everything()
    outcome = import_csv(planned, kind, f"{FILES[kind]}{last}\n")
    assert [number for number, _, _ in outcome.problems] == [len(FILES[kind].splitlines()) + 1]
    assert everything() == before


def test_changed_row_changes_one_meeting_and_neither_place_nor_link(planned):
    FollowUpMeeting.objects.update(place="R7")
    changed = MEETINGS.replace("09:00,15:00,,1", "09:00,15:30,TMA4100,1")
    outcome = import_csv(planned, "follow_up_meetings", changed)
    assert outcome.out == "4 rows in all: 0 new, 1 changed.\n"
    meeting = FollowUpMeeting.objects.get(key="all")
    assert (meeting.place, meeting.sequence, meeting.courses.count()) == ("R7", 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("2024-09-02,09:00,15:00", f"{TO_COME},09:00,15:00", "date"),
        ("15:00,,1,4", "15:00,TMA4120,1,4", "courses"),
        ("15:00,,1,4", "15:00,,1,6", "follow_up_hours"),
        ("4,1,yes,", "4,1,no,", "mandatory"),
    ],
)
def test_meeting_with_marks_stays_where_and_for_whom_it_was_held_and_what_it_counts_as(
    planned, old, new, column
):
    import_csv(planned, "follow_up_attendance", MARKS)
    before = everything()
    outcome = import_csv(planned, "follow_up_meetings", MEETINGS.replace(old, new))
    assert [(number, named) for number, named, _ in outcome.problems] == [(2, column)]
    assert everything() == before


def test_mark_in_a_file_corrects_the_one_on_record_and_keeps_an_objection(planned, ada):
    import_csv(planned, "follow_up_attendance", MARKS)
    attendance = FollowUpAttendance.objects.get(meeting__key="some")
    ObjectionFactory(attendance=attendance)
    changed = MARKS.replace("partial", "present")
    outcome = import_csv(planned, "follow_up_attendance", changed)
    assert outcome.out == "3 rows in all: 0 new, 1 changed.\n"
    attendance.refresh_from_db()
    assert attendance.mark == "present"
    assert attendance.objection.mark == "partial"


# On the coordinator's pages


def upload(client, name, text, department="IE-IMF"):
    """Upload a file; return the address and the response."""
    file = SimpleUploadedFile("table.csv", text.encode())
    address = reverse(f"modules:{name}", args=[department, "2024H"])
    return address, client.post(address, {"file": file})


def problems(page):
    return [(problem.row, problem.column) for problem in page.context["result"].problems]


def own_rows(text, kind):
    return "".join(line for line in text.splitlines(keepends=True) if "HF-IHK" not in line)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("import_meetings", "follow_up_meetings"),
        ("import_attendance", "follow_up_attendance"),
    ],
)
def test_coordinator_sees_what_a_file_changes_and_then_brings_it_in(
    client, planned, cleo, name, kind
):
    client.force_login(cleo.user)
    FollowUpMeeting.objects.exclude(key="all").exclude(key="some").delete()
    text = own_rows(FILES[kind], kind)
    before = [row for row in everything() if row[0] != "django_session"]
    address, page = upload(client, name, text)
    assert not page.context["result"].is_refused
    assert [row for row in everything() if row[0] != "django_session"] == before
    confirmed = page.context["confirm_form"].initial
    assert client.post(address, confirmed).status_code == 302
    again = upload(client, name, text)[1]
    assert again.context["rows"] == []


def test_row_of_another_department_is_not_yours_and_keeps_the_whole_file_out(client, planned, cleo):
    client.force_login(cleo.user)
    before = [row for row in everything() if row[0] != "django_session"]
    _, page = upload(client, "import_meetings", MEETINGS)
    assert problems(page) == [(4, "department")]
    assert "You cannot change" in page.content.decode()
    _, page = upload(client, "import_attendance", MARKS)
    assert problems(page) == [(2, "department")]
    # An unknown department gives the same error.
    _, page = upload(client, "import_attendance", MARKS.replace("HF-IHK", "XX-XXX"))
    assert problems(page) == [(2, "department")]
    assert [row for row in everything() if row[0] != "django_session"] == before


def test_course_coordinator_brings_in_their_course_only(client, planned, cleo, ada):
    course = CourseFactory(code="TMA4120")
    Coordinator.objects.filter(pk=cleo.pk).update(course=course)
    client.force_login(cleo.user)
    _, page = upload(client, "import_meetings", own_rows(MEETINGS, "follow_up_meetings"))
    assert {row for row, _ in problems(page)} == {2, 3, 4}
    _, page = upload(client, "import_attendance", own_rows(MARKS, "follow_up_attendance"))
    assert problems(page) == [(2, "course"), (3, "course")]
    mine = f"{HEADER}2024H,IE-IMF,mine,T,2024-09-02,09:00,10:00,TMA4120,1,0,0,yes,\n"
    _, page = upload(client, "import_meetings", mine)
    assert not page.context["result"].is_refused


def test_no_one_imports_their_own_attendance(client, planned, ada):
    Coordinator.objects.create(user=ada.user, department=ada.appointments.first().department)
    client.force_login(ada.user)
    _, page = upload(client, "import_attendance", own_rows(MARKS, "follow_up_attendance"))
    assert problems(page) == [(2, "mark"), (3, "mark")]


def test_statements_of_a_file_do_not_grow_with_its_marks(planned, django_assert_max_num_queries):
    meeting = FollowUpMeeting.objects.get(key="all")
    course = CourseFactory(code="TMA4100")
    people = AppointmentFactory.create_batch(60, term=meeting.term, course=course)
    rows = "".join(
        f"2024H,IE-IMF,all,TMA4100,{person.assistant.username},present\n" for person in people
    )
    # Each row has its own savepoint.
    with django_assert_max_num_queries(30 + 2 * len(people)):
        assert import_csv(planned, "follow_up_attendance", f"{MARKS_HEADER}{rows}").code == 0
    assert meeting.attendance.count() == 60


# Expected people are notified, as when a meeting is planned on the page


def upcoming(*rows):
    """Return a file of upcoming meetings, from rows of key, days ahead and courses."""
    return HEADER + "".join(
        f"2024H,IE-IMF,{key},{key},{NOW.date() + timedelta(days=days)},09:00,10:00,{courses},0,1,0,yes,\n"
        for key, days, courses in rows
    )


def letters():
    """Return the kind and recipient of each letter since the last call."""
    told = sorted(Letter.objects.values_list("kind", "assistant__username"))
    Letter.objects.all().delete()
    return told


def test_file_of_meetings_tells_each_who_is_expected_in_one_letter(planned, ben):
    letters()
    import_csv(planned, "follow_up_meetings", upcoming(("one", 1, ""), ("two", 2, "TMA4100")))
    assert letters() == [("meeting-planned", "ada")]
    import_csv(planned, "follow_up_meetings", upcoming(("one", 1, ""), ("two", 2, "TMA4100")))
    assert letters() == []


def test_file_that_moves_a_meeting_tells_whom_it_concerns(planned):
    other = AppointmentFactory(
        term__code="2024H", course__code="TMA4120", assistant__username="other"
    )
    import_csv(planned, "follow_up_meetings", upcoming(("one", 1, ""), ("two", 2, "TMA4100")))
    letters()
    import_csv(planned, "follow_up_meetings", upcoming(("one", 3, ""), ("two", 2, "TMA4120")))
    assert letters() == [
        ("meeting-cancelled", "ada"),
        ("meeting-changed", "ada"),
        ("meeting-changed", other.assistant.username),
        ("meeting-planned", other.assistant.username),
    ]


def test_no_one_is_told_of_past_meetings_or_of_a_file_that_is_refused(planned):
    letters()
    import_csv(planned, "follow_up_meetings", MEETINGS.replace("09:15", "09:00"))
    bad = upcoming(("one", 1, "")) + "2024H,IE-IMF,bad,T,no day,09:00,10:00,,0,1,0,yes,\n"
    assert import_csv(planned, "follow_up_meetings", bad).code == 1
    import_csv(planned, "follow_up_meetings", upcoming(("one", 1, "")), "--dry-run")
    assert letters() == []


def test_preview_shows_the_courses_of_new_and_changed_meetings(client, planned, ada):
    client.force_login(CoordinatorFactory(department__code="IE-IMF").user)
    changed = own_rows(MEETINGS, None).replace("TMA4100;TMA4120", "TMA4120")
    new = "2024H,IE-IMF,new,New,2024-10-09,09:15,10:45,TMA4100,0,1,0,yes,\n"
    _address, page = upload(client, "import_meetings", changed + new)
    column = page.context["result"].diff_headers.index("courses")
    cells = [row["cells"][column] for row in page.context["rows"]]
    assert "TMA4100" in cells[0]
    assert "<del" in cells[0]
    assert "TMA4100" in cells[1]


def test_nothing_is_offered_to_import_if_nothing_changes(client, planned):
    client.force_login(CoordinatorFactory(department__code="IE-IMF").user)
    _address, page = upload(client, "import_meetings", own_rows(MEETINGS, None))
    shown = page.content.decode()
    assert "Everything in the file is on record already." in shown
    assert ">Import<" not in shown


# In the admin


@pytest.mark.parametrize("model", ["followupmeeting", "followupattendance"])
def test_uniped_takes_both_tables_in_and_out_and_writes_none_by_hand(uniped, planned, model):
    attendance = FollowUpAttendanceFactory(marked_by=UserFactory(name="Mona Marks"))
    key = {"followupmeeting": attendance.meeting_id, "followupattendance": attendance.pk}[model]
    for action, args in (("changelist", []), ("import", []), ("export", []), ("change", [key])):
        page = uniped.get(reverse(f"admin:modules_{model}_{action}", args=args))
        assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert uniped.get(reverse(f"admin:modules_{model}_add")).status_code == 403
