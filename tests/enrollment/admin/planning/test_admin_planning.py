"""Planning a term in the admin: copied from an earlier one, asked about, kept as drafts, published."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, make_aware

from enrollment.models import CoreSession, Letter, Term
from tests.enrollment.admin_pages import answer, apply, asked, change_url, errors, shown
from tests.factories import (
    CampusFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

COPY = reverse("admin:enrollment_coresession_copy_term")
PUBLISH = reverse("admin:enrollment_coresession_publish")
LIST = reverse("admin:enrollment_coresession_changelist")


def held(day: date, **values) -> CoreSession:
    starts_at = make_aware(datetime.combine(day, time(9)))
    return CoreSessionFactory(starts_at=starts_at, ends_at=starts_at + timedelta(hours=3), **values)


@pytest.fixture
def lea(db):
    return VerifiedUserFactory(username="lea", name="Lea Lind", language="en")


@pytest.fixture
def autumn(lea):
    """Two sessions of autumn 2031, one of which falls on Ascension Day in spring."""
    first = held(date(2031, 9, 3), place="R1")
    first.leaders.add(lea)
    held(date(2031, 12, 18), core_module=2, place="R2", language="en")
    return first.term


def sent(page) -> dict[str, object]:
    """Return what a browser sends from the page of proposed sessions."""
    form = page.context["form"]
    data: dict[str, object] = {"is_draft": "on"}
    for part in (form.lines.management_form, *form.lines):
        for field in part:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value not in (None, False):
                data[field.html_name] = str(value)
    return data


class TestCopying:
    def test_from_the_page_of_a_term_the_last_one_before_it_is_copied(self, uniped, autumn):
        spring = held(date(2032, 2, 3), term__code="2032V").term
        for target, source in ((spring, autumn), (autumn, spring)):
            page = uniped.get(COPY, {"target": target.code})
            assert page.context["terms"].data["source"] == source.pk
            assert page.context["form"] is not None

    def test_last_term_is_proposed_in_the_next_and_made_at_once_as_drafts(
        self, uniped, autumn, lea
    ):
        page = uniped.get(COPY)
        assert "is a holiday: Ascension Day." in page.content.decode()
        answer = uniped.post(COPY, sent(page), follow=True)
        assert "1 session added." in answer.content.decode()
        (copy,) = CoreSession.objects.filter(term__code="2032V")
        assert shown(answer) == {copy.pk}
        assert "1 line without a tick was left out." in answer.content.decode()
        assert (copy.is_draft, copy.place, [*copy.leaders.all()]) == (True, "R1", [lea])
        assert f"{localtime(copy.starts_at):%Y-%m-%d %H:%M}" == "2032-01-21 09:00"
        assert not Letter.objects.exists()

    def test_lines_are_changed_and_ticked_before_they_are_made(self, uniped, autumn):
        data = sent(uniped.get(COPY))
        data |= {"form-1-kept": "on", "form-1-place": "R9", "form-0-date": "2032-01-22"}
        del data["is_draft"]
        assert apply(uniped, COPY, data).status_code == 302
        first, second = CoreSession.objects.filter(term__code="2032V").order_by("starts_at")
        assert localtime(first.starts_at).date() == date(2032, 1, 22)
        assert (second.place, second.is_draft) == ("R9", False)
        assert Letter.objects.get().kind == "leader-added"

    def test_what_is_unlikely_is_asked_and_made_all_the_same(self, uniped, autumn):
        data = sent(uniped.get(COPY)) | {"form-0-date": "2032-01-24"}
        assert "Saturday 24 January 2032 is a weekend day." in asked(uniped.post(COPY, data))
        assert not CoreSession.objects.filter(term__code="2032V").exists()
        assert not Term.objects.filter(code="2032V").exists()
        assert apply(uniped, COPY, data).status_code == 302

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"form-0-date": "2032-02-31"}, "Enter a valid date."),
            ({"form-0-end": "08:00"}, "The session ends before it starts."),
            ({"form-0-online_url": "https://zoom.us/1"}, "Give the room or the link, not both."),
            ({"form-0-leaders": "lars"}, "No account has the user name “lars”."),
            ({"form-0-capacity": "0"}, "greater than or equal to 1"),
            ({"form-0-copied_from": "0"}, "have changed. Open the page again."),
            ({"form-0-copied_from": "9" * 5000}, "Correct the lines marked below."),
            ({"form-0-kept": ""}, "Tick at least one session."),
        ],
    )
    def test_line_that_cannot_be_is_refused_in_a_sentence(self, uniped, autumn, changes, sentence):
        answer = uniped.post(COPY, sent(uniped.get(COPY)) | changes)
        assert sentence in answer.content.decode()
        assert CoreSession.objects.count() == 2

    def test_line_that_is_not_ticked_is_not_checked(self, uniped, autumn):
        data = sent(uniped.get(COPY)) | {"form-1-date": "", "form-1-leaders": "lars"}
        assert uniped.post(COPY, data).status_code == 302

    def test_same_copy_sent_twice_is_made_once(self, uniped, autumn):
        data = sent(uniped.get(COPY))
        uniped.post(COPY, data)
        answer = uniped.post(f"{COPY}?source={autumn.pk}&target=2032V", data)
        assert "There is already a session" in errors(answer)
        assert CoreSession.objects.filter(term__code="2032V").count() == 1

    @pytest.mark.parametrize(
        "query", [{"source": "x"}, {"target": "2031H"}, {"target": "?"}, {"first_week": "soon"}]
    )
    def test_terms_that_cannot_be_are_refused(self, uniped, autumn, query):
        page = uniped.get(COPY, query)
        assert page.status_code == 200
        assert page.context["form"] is None

    def test_without_any_term_there_is_nothing_to_copy(self, uniped):
        assert uniped.get(COPY).context["form"] is None


class TestPublishing:
    @pytest.fixture
    def drafts(self, lea):
        drafts = [held(date(2031, 9, day), is_draft=True, place="R1") for day in (3, 6)]
        drafts[0].leaders.add(lea)
        return drafts

    def test_shows_what_it_does_first_and_changes_nothing(self, uniped, drafts):
        page = uniped.get(PUBLISH, {"term": drafts[0].term_id}).content.decode()
        assert "2 sessions become visible in the timetable." in page
        assert "Registration for autumn 2031 is open" in page
        assert "1 letter is sent: seminar leaders are told what they lead." in page
        assert CoreSession.objects.filter(is_draft=True).count() == 2

    def test_says_that_no_letters_are_sent_where_none_are(self, uniped, drafts):
        page = uniped.get(PUBLISH, {"session": drafts[1].pk})
        assert "No letters are sent." in page.content.decode()
        uniped.post(PUBLISH, {"session": drafts[1].pk})
        assert not Letter.objects.exists()

    def test_what_was_shown_is_published_and_logged(self, uniped, drafts):
        page = uniped.post(PUBLISH, {"session": [draft.pk for draft in drafts]})
        assert "Saturday 6 September 2031 is a weekend day." in asked(page)
        assert [letters.kind.code for letters in page.context["found"].letters] == ["leader-added"]
        assert "Apply and send the letter </button>" in " ".join(page.content.decode().split())
        assert CoreSession.objects.filter(is_draft=True).count() == 2
        back = answer(uniped, page, "back")
        assert {*back.context["drafts"]} == {*drafts}
        done = answer(uniped, page, follow=True)
        assert "2 sessions are published." in done.content.decode()
        assert not CoreSession.objects.filter(is_draft=True).exists()
        assert Letter.objects.get().kind == "leader-added"
        history = reverse("admin:enrollment_coresession_history", args=[drafts[0].pk])
        assert "Draft: yes → no" in uniped.get(history).content.decode()

    def test_leads_to_the_sessions_of_the_term_and_to_what_it_lacks(self, uniped, drafts):
        other = CoreSessionFactory(days_ahead=20, term__code="2032V")
        Term.objects.update(registration_opens_at=None, registration_closes_at=None)
        page = uniped.post(PUBLISH, {"session": drafts[0].pk})
        done = answer(uniped, page, follow=True)
        assert other.pk not in shown(done)
        term = drafts[0].term
        link = f'<a href="{change_url(term)}">{term}</a>'
        said = "Registration for autumn 2031 has no dates yet. Set them in the term."
        assert f"{said} {link}" in done.content.decode()

    def test_keys_that_no_session_can_have_are_left_out(self, uniped, drafts):
        page = uniped.post(PUBLISH, {"session": ["9" * 5000, "x", drafts[1].pk]})
        assert answer(uniped, page).status_code == 302
        assert CoreSession.objects.filter(is_draft=False).get() == drafts[1]

    def test_selected_ones_are_published(self, uniped, drafts):
        selected = {"action": "publish_selected", "_selected_action": [drafts[1].pk]}
        page = uniped.post(LIST, selected)
        assert page.context["drafts"] == [drafts[1]]

    def test_without_letters_the_reason_is_kept(self, uniped, drafts):
        page = uniped.post(PUBLISH, {"session": [draft.pk for draft in drafts]})
        answer(uniped, page, "quietly", because="They were told by phone.")
        assert not Letter.objects.exists()
        history = reverse("admin:enrollment_coresession_history", args=[drafts[0].pk])
        assert "They were told by phone." in uniped.get(history).content.decode()

    def test_without_drafts_there_is_nothing_to_publish(self, uniped):
        session = CoreSessionFactory()
        page = uniped.get(PUBLISH, {"session": session.pk}, follow=True)
        assert "None of these sessions is a draft." in page.content.decode()

    @pytest.mark.parametrize("query", [{}, {"term": "x"}, {"session": "0"}])
    def test_of_no_session_it_is_not_found(self, uniped, query):
        assert uniped.get(PUBLISH, query).status_code == 404


class TestSingleSession:
    def filled(self, **changes) -> dict[str, object]:
        return {
            **{"term": TermFactory().pk, "core_module": 1, "campus": CampusFactory().pk},
            **{"language": "nb", "place": "R1", "online_url": "", "capacity": 40},
            **{"starts_at_0": "2031-09-03", "starts_at_1": "09:00"},
            **{"ends_at_0": "2031-09-03", "ends_at_1": "12:00"},
            **changes,
        }

    ADD = reverse("admin:enrollment_coresession_add")

    def test_likely_session_is_saved_without_a_question(self, uniped):
        assert uniped.post(self.ADD, self.filled()).status_code == 302

    def test_draft_is_added_and_deleted(self, uniped):
        uniped.post(self.ADD, self.filled(is_draft="on"))
        draft = CoreSession.objects.get(is_draft=True)
        delete = reverse("admin:enrollment_coresession_delete", args=[draft.pk])
        assert uniped.post(delete, {"because": "Not needed"}).status_code == 302
        assert not CoreSession.objects.exists()

    def test_session_once_held_is_not_deleted(self, uniped):
        session = RegistrationFactory().session
        delete = reverse("admin:enrollment_coresession_delete", args=[session.pk])
        assert uniped.post(delete, {"because": "Not needed"}).status_code == 403

    def test_million_places_in_a_weekend_are_asked_about_at_once(self, uniped):
        odd = {"starts_at_0": "2031-09-06", "ends_at_0": "2031-09-06", "capacity": 10**6}
        questions = asked(uniped.post(self.ADD, self.filled(**odd)))
        assert "1000000 places are unusually many." in questions
        assert "is a weekend day." in questions
        assert apply(uniped, self.ADD, self.filled(**odd)).status_code == 302

    def test_change_asks_only_about_what_it_changes(self, uniped):
        saturday = held(date(2031, 9, 6), place="R1")
        day = {"starts_at_0": "2031-09-06", "ends_at_0": "2031-09-06"}
        assert (
            uniped.post(change_url(saturday), self.filled(**day, language="en")).status_code == 302
        )
        questions = asked(uniped.post(change_url(saturday), self.filled(**day, capacity=41)))
        assert "R1 has never had more than 40 places" in questions
        assert "weekend" not in questions

    def test_parallel_session_in_another_room_is_added(self, uniped):
        uniped.post(self.ADD, self.filled())
        assert uniped.post(self.ADD, self.filled(place="R2")).status_code == 302
