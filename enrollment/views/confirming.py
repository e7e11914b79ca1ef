"""Pages on which a user confirms an address."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.account.models import EmailAddress
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from enrollment.accounts import signed_up
from enrollment.accounts.confirming import (
    NewPasswordForm,
    PasswordForm,
    Way,
    address_of,
    confirm_and_log_in,
    way_to_confirm,
)
from enrollment.accounts.next_page import next_page, with_next_page


class ConfirmationCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "size": 10}
        ),
    )


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def verification_sent(request: HttpRequest) -> HttpResponse:
    """Say that a letter was sent, and accept its code."""
    form = ConfirmationCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = signed_up.address_proven_by(request, form.cleaned_data["code"])
        answer = confirm_and_log_in(request, address) if address is not None else None
        if answer is not None:
            return answer
        form.add_error(
            "code",
            _(
                "This is not the code in the last e-mail, or it has expired. Open the link in the e-mail instead,"
                " or log in if you have already confirmed your address."
            ),
        )
    page = {
        "form": form,
        "signed_up": signed_up.here(request),
        **get_entrance_context_data(request),
    }
    return render(request, "account/verification_sent.html", page)


@never_cache
@sensitive_post_parameters("password", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, key: str) -> HttpResponse:
    """Confirm the address that a letter was sent to, and log its owner in."""
    address = address_of(key)
    if address is None:
        status = 404 if request.method == "POST" else 200
        return _page(request, {}, status=status)
    way = way_to_confirm(request, address)
    sent = request.POST if request.method == "POST" else None
    chooses = sent is not None and "password1" in sent
    password_form = PasswordForm(None if chooses else sent, address=address)
    new_form = NewPasswordForm(sent if chooses else None, address=address)
    if sent is not None:
        answer = _answer(request, address, way, new_form if chooses else password_form)
        if answer is not None:
            return answer
    context = {
        "address": address.email,
        "way": way,
        "password_form": password_form,
        "new_form": new_form,
        "log_in_first": _log_in_first(request),
    }
    return _page(request, context)


def _answer(
    request: HttpRequest, address: EmailAddress, way: Way, form: forms.Form
) -> HttpResponse | None:
    """Handle the submitted form; return None if the page should show errors."""
    passwords: dict[str, str] = {}
    if way in (Way.PASSWORD, Way.NEW_PASSWORD):
        if not form.is_valid():
            return None
        given = form.cleaned_data
        passwords = (
            {"new_password": given["password1"]}
            if "password1" in given
            else {"password": given["password"]}
        )
    if request.user == address.user:
        get_adapter(request).confirm_email(request, address)
        return redirect(next_page(request) or _after(request, address))
    answer = confirm_and_log_in(request, address, **passwords)
    if answer is None:
        answer = redirect(_log_in_first(request) if way == Way.LOG_IN else _after(request, address))
    return answer


def _log_in_first(request: HttpRequest) -> str:
    return with_next_page(reverse("account_login"), request.get_full_path())


def _after(request: HttpRequest, address: EmailAddress) -> str:
    url: str = get_adapter(request).get_email_verification_redirect_url(address)
    return url


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    page = {**context, **get_entrance_context_data(request)}
    return render(request, "account/email_confirm.html", page, status=status)
