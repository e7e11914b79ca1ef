"""Access: the response of every URL of the project to every role, as listed in the tables below.

A cell is the status of GET, then a slash and the status of POST if it differs. A redirect is named by its target:
``login`` and ``admin`` to log in and come back, ``again`` to repeat the password, ``302`` anywhere else.
A URL missing from the tables fails the test.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, get_resolver, resolve
from post_office.models import EmailTemplate

from enrollment.models import CalendarFeed, Campus, Faculty, Term
from tests.completion.gates import certificate_gates, equivalent_gates, figures_gates
from tests.enrollment.behalf import gates as behalf_gates
from tests.enrollment.gates import ACCOUNT, ask, log_in
from tests.factories import (
    NOW,
    PASSWORD,
    CoreSessionFactory,
    LetterFactory,
    LetterStopFactory,
    RegistrationFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
    offer_exchange,
)
from tests.modules.gates import (
    admin_gates,
    department_gates_meetings,
    department_gates_people,
    department_gates_register,
    module_gates,
)
from tests.size import IS_ALL

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "newcomer", "assistant", "leader", "coordinator", "uniped", "superuser"]

# {mine} is the assistant's place in {led}, the leader's session to come. {theirs} is another person's
# place in {other}, which the leader does not lead; neither do they lead {past}, which has begun.
# {gone} was given up. {waiting} is the assistant's waitlist entry for {other}; they may join the
# waitlist of {full} too. An exchange is offered to them: {side} is their side of it, {other_side}
# the other person's.
PAGES = """
                               anonymous newcomer assistant leader  coord.  uniped  superuser
/                              200/405   200/405  200/405   200/405 200/405 200/405 200/405
/register/                     login     200      200       200     200     200     200
/register/places/              200/405   200/405  200/405   200/405 200/405 200/405 200/405
/my/                           login     200/405  200/405   200/405 200/405 200/405 200/405
/my/places/{mine}/give-up/     login     404      200/302   404     404     404     404
/my/places/{theirs}/give-up/   login     404      404       404     404     404     404
/my/places/99999/give-up/      login     404      404       404     404     404     404
/my/places/{mine}/change/      login     404      200       404     404     404     404
/my/places/{theirs}/change/    login     404      404       404     404     404     404
/my/places/{mine}/prepared/    login     302/404  302/302   302/404 302/404 302/404 302/404
/my/places/{theirs}/prepared/  login     302/404  302/404   302/404 302/404 302/404 302/404
/sessions/{full}/wait/         login     404      200/302   404     404     404     404
/sessions/99999/wait/          login     404      404       404     404     404     404
/my/waits/{waiting}/leave/     login     302/404  302/302   302/404 302/404 302/404 302/404
/my/exchanges/{side}/          login     404      200       404     404     404     404
/my/exchanges/{other_side}/    login     404      404       404     404     404     404
/my/calendar/                  login     302/404  302/302   302/302 302/404 302/404 302/404
/my/calendar/new/              login     404/405  200/405  404/405 404/405 404/405 404/405
/my/calendar/{token}.ics       200/405   200/405  200/405   200/405 200/405 200/405 200/405
/my/calendar/made-up.ics       404/405   404/405  404/405   404/405 404/405 404/405 404/405
/roll-call/{led}/              login     404      404       200     404     200     200
/roll-call/{other}/            login     404      404       404     404     200     200
/roll-call/99999/              login     404      404       404     404     404     404
/roll-call/{led}/paste/        login     404      404       302     404     302     302
/roll-call/{other}/paste/      login     404      404       404     404     302     302
/roll-call/{led}/report/       login     404      404       302     404     302     302
/roll-call/{other}/report/     login     404      404       404     404     302     302
/roll-call/{past}/paste/       login     404      404       404     404     200     200
/roll-call/{past}/report/      login     404      404       404     404     200     200
/roll-call/{led}/walk-in/      login     404      404       302     404     302     302
/roll-call/{past}/walk-in/     login     404      404       404     404     200     200
/roll-call/{led}/export/       login     404/405  404/405   200/405 404/405 200/405 200/405
/roll-call/{other}/export/     login     404/405  404/405   404/405 404/405 200/405 200/405
/healthz/                      200/405   200/405  200/405   200/405 200/405 200/405 200/405
/readyz/                       200/405   200/405  200/405   200/405 200/405 200/405 200/405
/statusz/                      503/405   503/405  503/405   503/405 503/405 503/405 503/405
/metrics/                      200/405   200/405  200/405   200/405 200/405 200/405 200/405
/unsent/                       login     302      302       302     302     302     302
/unsent/who/                   200/405   200/405  200/405   200/405 200/405 200/405 200/405
/i18n/setlang/                 302       302      302       302     302     302     302
"""

DEPARTMENTS = (
    department_gates_meetings.DEPARTMENT
    + department_gates_people.PAGES
    + department_gates_register.PAGES
    + figures_gates.PAGES
)

# Admin pages: anonymous users are sent to log in, and users who are not staff are refused.
ADMIN = """
                                                uniped   superuser
/admin/                                         200      200
/admin/password_change/                         200      200
/admin/password_change/done/                    200/405  200/405
/admin/autocomplete/                            403/405  403/405
/admin/jsi18n/                                  200/405  200/405
/admin/r/{type}/{term}/                         404      404
/admin/enrollment/                              302      302
/admin/nowhere                                  404      404
/admin/enrollment/user/{user}/password/         403      200
/admin/enrollment/user/colleagues/              200      200
/admin/enrollment/user/{colleague}/dismiss/     200      200
/admin/enrollment/department/import/            200      200
/admin/enrollment/department/process_import/    302/302  302/302
/admin/enrollment/department/export/            200      200
/admin/enrollment/course/import/                200      200
/admin/enrollment/course/process_import/        302/302  302/302
/admin/enrollment/course/export/                200      200
/admin/enrollment/appointment/import/           200      200
/admin/enrollment/appointment/process_import/   302/302  302/302
/admin/enrollment/appointment/export/           200      200
/admin/enrollment/coordinator/import/           200      200
/admin/enrollment/coordinator/process_import/   302/302  302/302
/admin/enrollment/coordinator/export/           200      200
/admin/enrollment/coresession/import/           200      200
/admin/enrollment/coresession/process_import/   302/302  302/302
/admin/enrollment/coresession/export/           200      200
/admin/enrollment/learningassistant/{learningassistant}/merge/ 200/302 200/302
/admin/search/                                  200/405  200/405
/admin/calendar/                                200/405  200/405
/admin/enrollment/learningassistant/{learningassistant}/as-seen/ 302/302 302/302
/admin/enrollment/learningassistant/unknown/    302      302
/admin/enrollment/letter/{letter}/send-again/   405/302  405/302
/admin/enrollment/letter/write/                 404/200  404/200
/admin/enrollment/letter/to-groups/             200/405  200/405
/admin/enrollment/letter/to-come/               200/405  200/405
/admin/enrollment/letter/to-come/waiting/{kind}/ 200     200
/admin/enrollment/letter/to-come/stops/{stop}/resume/ 405/302 405/302
/admin/enrollment/coresession/add-series/       200      200
/admin/enrollment/coresession/copy-term/        200      200
/admin/enrollment/coresession/publish/          404/302  404/302
/admin/enrollment/coresession/{other}/cancel/   200      200
/admin/enrollment/registration/import/          200      200
/admin/enrollment/registration/process_import/  302/302  302/302
/admin/enrollment/registration/export/          200      200
/admin/enrollment/waitlistentry/{waiting}/move-up/ 200   200
/admin/socialaccount/                           302      302
/admin/post_office/                             302      302
"""
ADMIN_DOORS = """
                 anonymous newcomer assistant leader coord. uniped  superuser
/admin/login/    login     403      403       403    403    302/200 302/200
/admin/logout/   302       302      302       302    302    302/200 302/200
"""

# The pages of each table in the admin.
TABLE_PAGES = ["", "add/", "{pk}/change/", "{pk}/delete/", "{pk}/history/"]
TABLES = """
                            uniped                           superuser
                            list add change  delete history  list add change  delete history
enrollment/campus           200  403 200/403 403    200      200  200 200     200    200
enrollment/faculty          200  200 200     403    200      200  200 200     200    200
enrollment/department       200  200 200     403    200      200  200 200     200    200
enrollment/course           200  200 200     403    200      200  200 200     200    200
enrollment/term             200  200 200     403    200      200  200 200     200    200
enrollment/learningassistant 200 200 200     403    200      200  200 200     200    200
enrollment/appointment      200  200 200     200    200      200  200 200     200    200
enrollment/coordinator      200  200 200     200    200      200  200 200     200    200
enrollment/coresession      200  200 200     403    200      200  200 200     403    200
enrollment/registration     200  403 200/403 403    200      200  403 200/403 403    200
enrollment/waitlistentry    200  403 200/403 403    200      200  403 200/403 403    200
enrollment/letter           200  403 200/403 403    200      200  403 200/403 403    200
enrollment/exchange         200  403 200/403 403    200      200  403 200/403 403    200
enrollment/user             200  403 200/403 403    200      200  200 200     403    200
auth/group                  403  403 403     403    403      200  200 200     200    200
account/emailaddress        403  403 403     403    403      200  200 200/302 200    200
post_office/emailtemplate   200  403 200     403    200      200  403 200     403    200
mfa/authenticator           403  403 403     403    403      200  200 200     200    200
socialaccount/socialaccount 403  403 403     403    403      200  403 200/403 200    200
"""
# Tables whose rows have a page to read, beside the form. Of the others, the address leads to the form.
WITH_A_PAGE = {"enrollment/learningassistant"}

NOT_STAFF = ["admin"] * 5
NOTHING_DONE = {"404", "403", "405", "login", "admin", "again"}


def read_tables():
    """Yield each path, with placeholders for keys, and its seven cells."""
    for path, cells in rows(PAGES + behalf_gates.PAGES):
        yield path, cells
    pages = module_gates.PAGES + DEPARTMENTS + certificate_gates.PAGES + equivalent_gates.PAGES
    for path, cells in rows(pages):
        yield path, cells
    for path, cells in rows(ADMIN_DOORS):
        yield path, cells
    for path, (anonymous, others) in rows(ACCOUNT):
        yield path, [anonymous] + [others] * 6
    admin = ADMIN + admin_gates.ADMIN + department_gates_register.ADMIN
    for path, cells in rows(admin + certificate_gates.ADMIN + equivalent_gates.ADMIN):
        yield path, NOT_STAFF + cells
    tables = TABLES + admin_gates.TABLES + department_gates_register.TABLES
    for table, cells in rows(tables + certificate_gates.TABLES + equivalent_gates.TABLES):
        pk = f"{{{table.split('/')[1]}}}"
        for number, page in enumerate(TABLE_PAGES):
            path = f"/admin/{table}/{page.replace('{pk}', pk)}"
            yield path, [*NOT_STAFF, cells[number], cells[number + len(TABLE_PAGES)]]
        answer = "200/405" if table in WITH_A_PAGE else "302"
        yield f"/admin/{table}/{pk}/", [*NOT_STAFF, answer, answer]


def rows(table):
    for line in table.splitlines():
        path, *cells = line.split() or [""]
        if "/" in path:
            yield path, cells


def is_for_superusers(cells: list[str]) -> bool:
    """Return whether superusers may do what Uniped may not, or the reverse."""
    return cells[ROLES.index("superuser")] != cells[ROLES.index("uniped")]


def is_tried(role: str, path: str, cells: list[str]) -> bool:
    """Return whether a role tries a path: in everyday runs, superusers do only where they differ from Uniped.

    All signed-in users without staff status stop at the same door of the admin, so one of them tries it.
    """
    if IS_ALL:
        return True
    if role in ("newcomer", "assistant", "leader"):
        return not path.startswith("/admin/") or path in ADMIN_DOORS.split()
    return role != "superuser" or is_for_superusers(cells)


def all_routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from all_routes(pattern, route)


@pytest.fixture
def people(ada, ben, cleo, staff):
    return {
        "anonymous": None,
        "newcomer": VerifiedUserFactory(username="newcomer"),
        "assistant": ada.user,
        "leader": VerifiedUserFactory(username="leader"),
        "coordinator": cleo.user,
        "uniped": staff,
        "superuser": VerifiedUserFactory(username="root", is_staff=True, is_superuser=True),
    }


@pytest.fixture
def world(people, ada, ben, cleo):
    """Create one of everything, under the names used in the paths."""
    led, other = CoreSessionFactory(), CoreSessionFactory()
    led.leaders.add(people["leader"])
    past = CoreSessionFactory(starts_at=NOW - timedelta(days=1))
    mine = RegistrationFactory(assistant=ada, session=led)
    theirs = RegistrationFactory(assistant=ben, session=other)
    passkey = Authenticator.Type.WEBAUTHN
    key = Authenticator.objects.create(user=ben.user, type=passkey, data={"name": "key"})
    full = CoreSessionFactory(core_module=2, capacity=1, days_ahead=2020)
    RegistrationFactory(session=full)
    waiting = WaitlistEntryFactory(assistant=ada, session=other)
    side, other_side = offer_exchange(mine, theirs)
    return (
        admin_gates.world()
        | certificate_gates.world(ada)
        | module_gates.world(ada)
        | equivalent_gates.world(ada)
        | world_of_departments(ada, ben, cleo)
        | {
            "mine": mine.pk,
            "theirs": theirs.pk,
            "gone": RegistrationFactory(assistant=ben, session=led, withdrawn_at=NOW).pk,
            "led": led.pk,
            "other": other.pk,
            "past": past.pk,
            "key": key.pk,
            "full": full.pk,
            "waiting": waiting.pk,
            "waitlistentry": waiting.pk,
            "side": side.pk,
            "other_side": other_side.pk,
            "exchange": side.exchange_id,
            "token": CalendarFeed.objects.create(assistant=ada, created_at=NOW).token,
            "letter": LetterFactory().pk,
            "kind": LetterFactory().kind,
            "stop": LetterStopFactory().pk,
            "emailtemplate": EmailTemplate.objects.earliest("pk").pk,
            "type": ContentType.objects.get_for_model(Term).pk,
            "campus": Campus.objects.earliest("pk").pk,
            "faculty": Faculty.objects.get().pk,
            "department": cleo.department.pk,
            "course": ada.appointments.get().course.pk,
            "term": led.term.pk,
            "learningassistant": ada.pk,
            "appointment": ada.appointments.get().pk,
            "coordinator": cleo.pk,
            "coresession": other.pk,
            "registration": mine.pk,
            "user": ben.user.pk,
            "colleague": people["uniped"].pk,
            "group": Group.objects.get().pk,
            "emailaddress": EmailAddress.objects.get(user=ben.user).pk,
            "authenticator": key.pk,
            "socialaccount": SocialAccount.objects.create(user=ben.user, uid="ben").pk,
        }
    )


@pytest.fixture
def paths(world):
    """Return the paths, filled in, with their cells."""
    return [(path.format(**world), cells) for path, cells in read_tables()]


def world_of_departments(ada, ben, cleo):
    register = department_gates_register.world(cleo, ben.appointments.get())
    return register | department_gates_meetings.world(ada, ben)


def test_every_url_is_in_a_table(paths):
    written = {resolve(path).route for path, _ in paths}
    assert written == set(all_routes(get_resolver()))


@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_in_where_the_tables_say(people, paths, role):
    """A GET changes nothing, nor does a refused POST."""
    client = log_in(people[role])
    found, expected = {}, {}
    for path, cells in paths:
        if not is_tried(role, path, cells):
            continue
        get, _, post = cells[ROLES.index(role)].partition("/")
        for method, outcome in {"GET": get, "POST": post or get}.items():
            answer, written = ask(client, method, path)
            found[method, path] = answer
            expected[method, path] = outcome
            if method == "GET" or outcome in NOTHING_DONE:
                assert not written, f"{method} {path} wrote to {written}"
    assert found == expected


def test_no_post_is_taken_from_another_site(people, paths):
    client = log_in(people["superuser"])
    client.handler.enforce_csrf_checks = True
    answers = {path: ask(client, "POST", path) for path, _ in paths}
    # The monitoring pages are answered before the CSRF check and accept no POST.
    refused: list[tuple[str, set[str]]] = [("403", set()), ("405", set())]
    assert {path: answer for path, answer in answers.items() if answer not in refused} == {}


def test_logging_in_for_the_admin_leads_back_to_the_page_asked_for(people, client):
    page = "/admin/enrollment/term/"
    data = {"login": people["uniped"].username, "password": PASSWORD}
    door = client.get(page, follow=True)
    assert door.redirect_chain[-1][0].startswith("/accounts/login/")
    response = client.post(door.redirect_chain[-1][0], data, follow=True)
    assert response.request["PATH_INFO"] == page
    assert response.status_code == 200
