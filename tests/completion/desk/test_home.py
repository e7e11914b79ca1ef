from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from lxml import html
from post_office.models import STATUS, Log

from completion.pages.desk.tables import GROUPS
from completion.pages.desk.waiting import KINDS
from enrollment.letters.delivering import DISCARDED
from tests.completion.factories import ApplicationFactory
from tests.enrollment.admin_pages import shown
from tests.factories import (
    NOW,
    AppointedFactory,
    CampusFactory,
    CoreSessionFactory,
    EmailFactory,
    LearningAssistantFactory,
    LetterFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)
from tests.modules.admin_factories import a_flagged_evaluation, a_module, an_essay
from tests.modules.meeting_factories import FollowUpAttendanceFactory, ObjectionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HOME = reverse("admin:index")


@pytest.fixture
def viewer(client):
    """A member of staff who may only see learning assistants."""
    user = VerifiedUserFactory(username="vera", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_learningassistant"))
    client.force_login(user)
    return client


@pytest.fixture
def root_user():
    return VerifiedUserFactory(username="root", is_staff=True, is_superuser=True)


def change(user, session, old, new):
    values = [{"field": "place", "old": old, "new": new}]
    message = [
        {"changed": {"fields": ["Room"], "values": values, "model": "enrollment.coresession"}}
    ]
    LogEntry.objects.log_actions(user.pk, [session], CHANGE, message, single_object=True)


def tasks(client):
    return {task.url.partition("?")[2]: task for task in client.get(HOME).context["tasks"]}


def waiting_of_every_kind():
    """Create what waits, each kind once, and beside each something of the kind that does not wait."""
    leader = VerifiedUserFactory()
    past = CoreSessionFactory(starts_at=NOW - timedelta(days=3))
    RegistrationFactory(session=past)
    marked = CoreSessionFactory(starts_at=NOW - timedelta(days=4))
    RegistrationFactory(session=marked, mark="present", marked_by=leader, marked_at=NOW)
    free, full = CoreSessionFactory(capacity=2), CoreSessionFactory(capacity=1)
    free.leaders.add(leader)
    full.leaders.add(leader)
    for session in (free, full):
        RegistrationFactory(session=session)
        WaitlistEntryFactory(session=session)
    cancelled, settled = (CoreSessionFactory(cancelled_at=NOW) for _number in range(2))
    person, moved = AppointedFactory(), AppointedFactory()
    another = CoreSessionFactory()
    another.leaders.add(leader)
    for session, assistant in ((cancelled, person), (settled, moved)):
        RegistrationFactory(session=session, assistant=assistant, withdrawn_at=NOW)
    RegistrationFactory(session=another, assistant=moved)
    gone = LearningAssistantFactory()
    exempt = AppointedFactory(exempt_since=NOW)
    for assistant in (gone, exempt):
        RegistrationFactory(session=settled, assistant=assistant, withdrawn_at=NOW)
    leaderless = CoreSessionFactory()
    application = ApplicationFactory()
    objection = ObjectionFactory()
    FollowUpAttendanceFactory()
    flagged = a_flagged_evaluation(an_essay(a_module()))
    letter, discarded, old = (LetterFactory(email=EmailFactory()) for _number in range(3))
    for failed, at in ((letter, NOW), (discarded, NOW), (old, NOW - timedelta(days=8))):
        type(failed.email).objects.filter(pk=failed.email.pk).update(
            status=STATUS.failed, last_updated=at
        )
    Log.objects.create(
        email=discarded.email, status=STATUS.failed, message="", exception_type=DISCARDED
    )
    return {
        "needs=marks": past,
        "needs=dates": cancelled,
        "needs=places": free,
        "needs=leader": leaderless,
        "state=open": application,
        "objection=unanswered": objection.attendance,
        "flag=unanswered": flagged,
        "state=lately": letter,
    }


def test_each_number_is_that_of_the_list_it_leads_to(uniped):
    waiting = waiting_of_every_kind()
    found = tasks(uniped)
    assert set(found) == set(waiting) == {kind.narrowed for kind in KINDS}
    for narrowed, task in found.items():
        assert shown(uniped.get(task.url)) == {waiting[narrowed].pk}
        assert task.number == 1
        assert task.words in uniped.get(HOME).content.decode()


def test_nothing_waits_where_all_is_done(uniped):
    page = uniped.get(HOME)
    assert page.context["tasks"] == []
    assert "Nothing waits for you." in page.content.decode()


def test_the_week_shows_todays_sessions_and_who_lacks_a_mark(uniped, staff):
    today = CoreSessionFactory(starts_at=NOW - timedelta(hours=4), capacity=5)
    for mark in ("", "", "present"):
        RegistrationFactory(
            session=today,
            mark=mark,
            marked_by=staff if mark else None,
            marked_at=NOW if mark else None,
        )
    ahead = CoreSessionFactory(starts_at=NOW + timedelta(days=6))
    ahead.leaders.add(staff)
    CoreSessionFactory(starts_at=NOW + timedelta(days=7))
    CoreSessionFactory(starts_at=NOW - timedelta(days=1))
    CoreSessionFactory(starts_at=NOW + timedelta(days=1), cancelled_at=NOW)
    sessions = list(uniped.get(HOME).context["sessions"])
    assert [
        (session.pk, session.taken, session.unmarked, session.leader_names) for session in sessions
    ] == [
        (today.pk, 3, 2, []),
        (ahead.pk, 0, 0, [staff.name]),
    ]
    assert reverse("enrollment:roll_call", args=[today.pk]) in uniped.get(HOME).content.decode()


def test_a_session_without_people_is_not_called_recorded(uniped):
    CoreSessionFactory(starts_at=NOW - timedelta(hours=4))
    week = uniped.get(HOME).content.decode().partition('id="week"')[2]
    assert "recorded" not in week.partition("</table>")[0]


def test_a_colleagues_change_is_shown_with_its_values_and_ones_own_is_not(uniped, root_user, staff):
    session = CoreSessionFactory(place="R1")
    for user in (root_user, staff):
        change(user, session, old="R1", new=f"R2 of {user.username}")
    page = uniped.get(HOME).content.decode()
    assert "Room: R1 → R2 of root" in page
    assert "R2 of staff" not in page


def test_a_viewer_sees_no_more_on_the_home_than_in_the_lists(viewer, root_user):
    waiting_of_every_kind()
    change(root_user, CoreSessionFactory(), old="R1", new="R2")
    page = viewer.get(HOME)
    assert page.context["tasks"] == []
    assert page.context["sessions"] is None
    assert page.context["changes"] == []
    assert [group["app_label"] for group in page.context["app_list"]] == ["people"]


def test_every_table_of_the_admin_is_in_one_group(root):
    page = root.get(HOME)
    groups = page.context["app_list"]
    labels = [table["model"]._meta.label for group in groups for table in group["models"]]
    assert sorted(labels) == sorted(model._meta.label for model in admin.site._registry)
    assert len(labels) == len(set(labels))
    assert [group["app_label"] for group in groups] == [group.code for group in GROUPS]


def test_menu_follows_rights_and_language(uniped, english, settings):
    def menu() -> list[str]:
        document = html.fromstring(uniped.get(HOME).content.decode())
        return [link.text_content().strip() for link in document.xpath("//th[@scope='row']/a")]

    assert "Core sessions" in menu()
    rights = Group.objects.get(name="Uniped").permissions
    rights.set(Permission.objects.filter(codename="view_learningassistant"))
    assert menu() == ["Learning assistants"]
    settings.LANGUAGE_CODE = "nb"
    assert menu() == ["Læringsassistenter"]
    rights.clear()
    assert menu() == []


def test_one_search_finds_people_sessions_and_courses(uniped, ada):
    session = CoreSessionFactory(place="Kalkulus")
    page = uniped.get(reverse("admin:search"), {"q": "aas, ada"}).content.decode()
    assert reverse("admin:enrollment_learningassistant_person", args=[ada.pk]) in page
    page = uniped.get(reverse("admin:search"), {"q": "kalkulus"}).content.decode()
    assert reverse("admin:enrollment_coresession_change", args=[session.pk]) in page
    course = ada.appointments.get().course
    page = uniped.get(reverse("admin:search"), {"q": "calculus"}).content.decode()
    assert reverse("admin:enrollment_course_change", args=[course.pk]) in page


def test_sessions_are_found_as_they_are_written_anywhere(uniped):
    at = datetime(2027, 1, 12, 9, 10, tzinfo=ZoneInfo("Europe/Oslo"))
    wanted = {
        "core_module": 1,
        "campus": CampusFactory(name="Ålesund"),
        "place": "Kalkulus",
        "language": "en",
        "term": TermFactory(code="2027V"),
    }
    session = CoreSessionFactory(starts_at=at, **wanted)
    # Each differs in what the test says of it.
    others = {
        "module": CoreSessionFactory(starts_at=at, **wanted | {"core_module": 2}),
        "campus": CoreSessionFactory(starts_at=at, **wanted | {"campus": CampusFactory()}),
        "day": CoreSessionFactory(starts_at=at + timedelta(days=1), **wanted),
        "month": CoreSessionFactory(starts_at=at + timedelta(days=31), **wanted),
        "year": CoreSessionFactory(
            starts_at=at.replace(year=2028), **wanted | {"term": TermFactory(code="2028V")}
        ),
        "hour": CoreSessionFactory(starts_at=at + timedelta(hours=5), **wanted),
        "language": CoreSessionFactory(
            starts_at=at, **wanted | {"language": "nb", "place": "Loftet"}
        ),
    }

    def found(sought: str) -> set[str]:
        """Return what the sessions found may differ in."""
        page = uniped.get(reverse("admin:enrollment_coresession_changelist"), {"q": sought})
        keys = shown(page)
        assert session.pk in keys, sought
        return {word for word, other in others.items() if other.pk in keys}

    anything = set(others)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            module, day = session.get_core_module_display(), date_format(at, "DATE_FORMAT")
            names, hours = (
                f"{module}, {session.campus.name}",
                "–".join(
                    date_format(localtime(moment), "TIME_FORMAT")
                    for moment in (session.starts_at, session.ends_at)
                ),
            )
            assert found(str(session)) == {"language"}
            assert found(f"{module}: {day}, {hours}") == {"campus", "language"}
            assert found(f"LAOS: {module} {session.day}") == {"campus", "hour", "language"}
            assert found(names) == anything - {"module", "campus"}
            assert found(f"{names} 12.01") == {"hour", "language", "year"}
            assert found(f"1, {session.get_language_display()}") == anything - {
                "module",
                "language",
            }
            assert found(str(session.term)) == anything - {"year"}
    for written in ("12.1", "12.01", "12.1.", "12/1", "12 January", "12. jan.", "January 12"):
        assert found(written) == {"module", "campus", "year", "hour", "language"}, written
    for written in ("12.01.2027", "2027-01-12", "12 Jan 2027", "tirsdag 12. januar 2027"):
        assert found(written) == {"module", "campus", "hour", "language"}, written
    for written in ("09.10", "9:10", "kl. 09.10"):
        assert found(written) == anything - {"hour"}, written
    for nonsense in ("0000", "12.01.0000", "9999-12-31", "99.99", "99:99", "31.02", "(?P<", "-"):
        assert uniped.get(reverse("admin:search"), {"q": nonsense}).status_code == 200
    page = uniped.get(reverse("admin:search"), {"q": "kjernemodul 1 ålesund kalkulus 12.01.2027"})
    assert [part.table for part in page.context["found"] if part.rows] == ["Core sessions"]
    assert "12 Jan" in html.fromstring(page.content).get_element_by_id("desk-search-help").text


def test_a_search_with_many_results_leads_to_the_list(uniped):
    for number in range(21):
        LearningAssistantFactory(name=f"Kari Kvam {number}")
    people = uniped.get(reverse("admin:search"), {"q": "kvam"}).context["found"][0]
    assert len(people.rows) == 20
    assert people.has_more
    assert len(shown(uniped.get(people.url))) == 21


def test_the_search_is_in_no_list_that_its_reader_may_not_see(viewer, ada):
    CoreSessionFactory(place="Ada")
    found = viewer.get(reverse("admin:search"), {"q": "ada"}).context["found"]
    assert [part.table for part in found] == ["Learning assistants"]
