"""Everything in the admin that takes the focus has a name, and every group of fields too. Axe does not look at all of them."""

from __future__ import annotations

from django.urls import reverse

from tests.browser.conftest import a_page
from tests.browser.scenes.stage import log_in
from tests.enrollment.admin_pages import change_url
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    UserFactory,
    VerifiedUserFactory,
)

# The page itself, and what the link over its menu leads to.
UNNAMED = {"RootWebArea", "main"}

GROUPS = """() => [...document.querySelectorAll("fieldset")].filter((group) => group.getClientRects().length &&
  !(group.querySelector(":scope > legend")?.textContent.trim()
    || document.getElementById(group.getAttribute("aria-labelledby"))?.textContent.trim()
    || group.getAttribute("aria-label"))).map((group) => group.outerHTML.slice(0, 200))"""


def nameless(page) -> list[str]:
    """Return what the browser tells screen readers to be focusable and has no name."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = []
    for node in nodes:
        properties = {
            fact["name"]: fact["value"].get("value") for fact in node.get("properties", ())
        }
        if node["ignored"] or not properties.get("focusable") or node["role"]["value"] in UNNAMED:
            continue
        if not node["name"]["value"].strip():
            described = session.send(
                "DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]}
            )
            found.append(f"{node['role']['value']} {described['node']['attributes']}")
    return found


def test_everything_that_takes_the_focus_has_a_name(browser, server, written):
    root = VerifiedUserFactory(username="root", is_staff=True, is_superuser=True)
    place = RegistrationFactory(assistant=AppointedFactory())
    session = CoreSessionFactory()
    session.leaders.add(UserFactory())
    pages = [
        reverse("admin:index"),
        reverse("admin:enrollment_coresession_changelist"),
        change_url(session),
        reverse("admin:enrollment_coresession_add_series"),
        reverse("admin:enrollment_appointment_add"),
        change_url(place.assistant.appointments.get().term),
        change_url(place.assistant),
        change_url(root),
        reverse("admin:modules_question_add"),
    ]
    wrong = {}
    with a_page(browser, server, viewport={"width": 1280, "height": 900}) as page:
        log_in(page, root)
        for address in pages:
            page.goto(address)
            wrong[address] = nameless(page) + page.evaluate(GROUPS)
    assert {address: found for address, found in wrong.items() if found} == {}
