"""The allauth pages use our layout and both languages."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
import pytest
from django.template import Context, Engine
from django.template.loader_tags import ExtendsNode
from django.test import Client

from tests.factories import PASSWORD

TEMPLATES = Path(allauth.__file__).parent / "templates"
# Folders with fragments, not pages.
NO_PAGES = {"snippets", "messages", "email"}
PAGES = [
    str(path.relative_to(TEMPLATES))
    for app in ("account", "mfa")
    for path in sorted((TEMPLATES / app).rglob("*.html"))
    if path.parent.name not in NO_PAGES
]
OPEN = {
    "/accounts/login/": ("Logg inn", "Log in"),
    "/accounts/signup/": ("Lag en konto", "Create an account"),
    "/accounts/confirm-email/": ("Bekreft e-postadressen din", "Confirm your e-mail address"),
    "/accounts/confirm-email/made-up/": ("Lenken virker ikke lenger", "This link no longer works"),
    "/accounts/password/reset/": ("Få nytt passord", "Get a new password"),
    "/accounts/password/reset/done/": ("Be om en lenke først", "Ask for a link first"),
    "/accounts/password/reset/key/1-made-up/": (
        "Lenken virker ikke lenger",
        "This link no longer works",
    ),
    "/accounts/password/reset/key/done/": ("Passordet ditt er endret", "Your password is changed"),
    "/accounts/inactive/": ("Kontoen er stengt", "This account is closed"),
}
SIGNED_IN = {
    "/accounts/email/": ("E-postadresser", "E-mail addresses"),
    "/accounts/logout/": ("Logge ut?", "Log out?"),
    "/accounts/password/change/": ("Bytt passord", "Change password"),
    "/accounts/reauthenticate/": ("Bekreft at det er deg", "Confirm access"),
    "/accounts/sessions/": ("Her er du logget inn", "Where you are logged in"),
    "/accounts/2fa/": ("Totrinnsinnlogging", "Two-step login"),
    "/accounts/2fa/totp/activate/": ("Koble til en app", "Set up an app"),
    "/accounts/2fa/webauthn/": ("Tilgangsnøkler og sikkerhetsnøkler", "Passkeys and security keys"),
    "/accounts/2fa/webauthn/add/": ("Legg til en tilgangsnøkkel", "Add a passkey"),
    "/accounts/2fa/recovery-codes/generate/": ("Gjenopprettingskoder", "Recovery codes"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_allauth_stands_on_our_base(name):
    template = Engine.get_default().get_template(name)
    context = Context({})
    with context.bind_template(template):
        while found := template.nodelist.get_nodes_by_type(ExtendsNode):
            context.render_context.setdefault("extends_context", [template.origin])
            (extends,) = found
            assert isinstance(extends, ExtendsNode)
            template = extends.get_parent(context)
    assert template.name == "base.html"


@pytest.mark.parametrize("number", [0, 1])
class TestBothLanguages:
    def look(self, client, path, headings, number):
        language = ["nb", "en"][number]
        response = client.get(path, headers={"Accept-Language": language})
        page = response.content.decode()
        assert response.status_code == 200
        assert "base.html" in [template.name for template in response.templates]
        assert f'<html lang="{language}"' in page
        heading = page.partition("<h1")[2].partition("</h1>")[0]
        return path, headings[number].lower() in heading.lower(), heading.rpartition(">")[2].strip()

    def check(self, client, pages, number):
        seen = [self.look(client, path, headings, number) for path, headings in pages.items()]
        wrong = {path: heading for path, right, heading in seen if not right}
        assert wrong == {}

    def test_the_pages_open_to_everyone(self, client, db, number):
        self.check(client, OPEN, number)

    def test_the_pages_of_ones_own_account(self, ada, number):
        client = Client()
        client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        self.check(client, SIGNED_IN, number)

    def test_the_page_behind_a_link_to_set_a_password(self, client, ada, postbox, settings, number):
        client.post("/accounts/password/reset/", {"email": ada.user.email})
        link = next(word for word in postbox[0].body.split() if "/reset/key/" in word)
        form = client.get(link.removeprefix(settings.SITE_URL), follow=True)
        path = form.request["PATH_INFO"]
        self.check(client, {path: ("Velg et nytt passord", "Choose a new password")}, number)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "label"),
    [("nb", "Brukernavn eller e-postadresse"), ("en", "User name or e-mail address")],
)
def test_the_log_in_page_says_what_to_type(client, language, label):
    page = client.get("/accounts/login/", headers={"Accept-Language": language}).content.decode()
    (text,) = re.findall(r'for="id_login">\s*([^<]+?)\s*</label>', page)
    assert text == label
    (field,) = re.findall(r'<input[^>]+name="login"[^>]*>', page)
    assert 'autocomplete="username"' in field
    assert "required" in field
    # A placeholder would repeat the label, and disappears while typing.
    assert "placeholder" not in field


def test_a_letter_was_sent_is_said_only_where_one_was_asked_for(client, ada):
    done = "/accounts/password/reset/done/"
    english = {"Accept-Language": "en"}
    assert "We have sent" not in client.get(done, headers=english).content.decode()
    client.post("/accounts/password/reset/", {"email": ada.user.email})
    assert "We have sent" in client.get(done, headers=english).content.decode()
    assert "We have sent" not in Client().get(done, headers=english).content.decode()


class TestTheAddressesOfAnAccount:
    def buttons(self, ada) -> set[str]:
        client = Client()
        client.force_login(ada.user)
        page = client.get("/accounts/email/").content.decode()
        return set(re.findall(r'name="action_(\w+)"', page))

    def test_with_one_that_is_confirmed_there_is_nothing_to_choose(self, ada):
        assert self.buttons(ada) == {"add"}

    def test_one_that_waits_can_be_sent_its_link_again(self, ada):
        ada.user.emailaddress_set.create(email="other@example.org", verified=False)
        assert self.buttons(ada) == {"add", "primary", "remove", "send"}


@pytest.mark.parametrize(
    ("language", "advice"), [("nb", "Var det ikke deg?"), ("en", "If this wasn't you")]
)
def test_letter_about_a_change_says_how_to_take_it_back(ada, postbox, settings, language, advice):
    client = Client()
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    changed = {"oldpassword": PASSWORD, "password1": "another horse", "password2": "another horse"}
    client.post("/accounts/password/change/", changed, headers={"Accept-Language": language})
    (letter,) = postbox
    assert advice in letter.body
    assert f"{settings.SITE_URL}/accounts/password/reset/" in letter.body
