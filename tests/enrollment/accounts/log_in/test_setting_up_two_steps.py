"""Setting up required two-step login: from the requested page to the recovery codes and back."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from tests.factories import PASSWORD, VerifiedUserFactory

from .test_two_step import DEMAND, SECRET, code_now, demanded, is_led_to_the_demand, log_in

__all__ = ["demanded"]


def set_up(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post(DEMAND, {"with": "app", "next": "/admin/enrollment/term/"})
    client.get("/accounts/2fa/totp/activate/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    return client.post("/accounts/2fa/totp/activate/", {"code": code_now()}, follow=True)


def test_setting_it_up_shows_the_codes_and_leads_on(committed):
    staff = VerifiedUserFactory(is_staff=True, is_superuser=True)
    client = log_in(staff)
    codes = set_up(client)
    assert codes.request["PATH_INFO"] == "/accounts/2fa/recovery-codes/"
    assert 'value="/admin/enrollment/term/"' in codes.content.decode()
    response = client.post(DEMAND, {"next": "/admin/enrollment/term/"}, follow=True)
    assert response.request["PATH_INFO"] == "/admin/enrollment/term/"
    assert response.status_code == 200
    # The link back is shown only once.
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert 'value="/admin/enrollment/term/"' not in page


def test_when_the_last_factor_is_removed_it_is_demanded_again(committed):
    staff = VerifiedUserFactory(is_staff=True, is_superuser=True)
    client = log_in(staff)
    set_up(client)
    assert client.get("/admin/").status_code == 200
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert is_led_to_the_demand(client.get("/admin/"))
