"""Regression tests for attempts to break the online module pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from modules.models import Choice, PeerEvaluation
from modules.online import taking_test
from modules.online.essays import setting_aside
from tests.factories import NOW
from tests.modules.factories import HandedInFactory, PeerEvaluationFactory

pytestmark = pytest.mark.django_db

LIVE = {"HX-Request": "true"}


@pytest.fixture
def leased(ada, module):
    """Ada's open evaluation of an essay."""
    HandedInFactory(author=ada, module=module)
    return PeerEvaluationFactory(essay__module=module, evaluator=ada, leased=True)


@pytest.mark.parametrize("headers", [{}, LIVE])
def test_comment_that_is_too_long_is_not_told_to_be_saved(page, leased, headers):
    url = reverse("modules:evaluation", args=[leased.pk])
    answer = page.post(url, {"comment": "x" * 50_001}, headers=headers).text
    leased.refresh_from_db()
    assert leased.comment == ""
    assert "Saved at" not in answer
    assert "Not saved." in answer
    assert "at most 50000 characters" in answer


def test_comment_written_after_giving_in_another_window_is_told_not_to_be_saved(page, leased):
    PeerEvaluation.objects.update(given_at=NOW, comment="Given.")
    url = reverse("modules:evaluation", args=[leased.pk])
    answer = page.post(url, {"comment": "Other."}, headers=LIVE).text
    assert "Not saved." in answer
    assert "You have submitted this evaluation" in answer


def test_level_deleted_meanwhile_keeps_no_comment_from_being_saved_unsaid(page, leased, module):
    level = module.criteria.first().levels.first()
    sent = {"comment": "Well told.", f"criterion_{level.criterion_id}": level.pk}
    level.delete()
    answer = page.post(reverse("modules:evaluation", args=[leased.pk]), sent).text
    assert "Not saved." in answer


def test_essay_that_is_none_is_not_told_to_be_saved(page, module, chosen):
    Choice.objects.update(completed_on=NOW.date(), source=Choice.Source.FILE)
    url = reverse("modules:essay", args=[module.code])
    assert "Saved at" not in page.post(url, {"text": "", "language": "nb"}).text


def test_evaluation_begun_is_found_though_ones_own_essay_is_set_aside(page, module, staff, leased):
    own = leased.evaluator.essays.get()
    setting_aside.set_aside(essay=own, by=staff, because="A copy.", at=NOW)
    answer = page.get(reverse("modules:module", args=[module.code])).text
    assert reverse("modules:evaluation", args=[leased.pk]) in answer


@pytest.mark.parametrize("name", ["essay", "evaluation", "test"])
def test_page_open_after_logging_out_elsewhere_is_told_that_nothing_is_saved(
    page, ada, module, leased, name
):
    attempt = taking_test.begin(assistant=ada, module=module, at=NOW)
    keys = {"essay": module.code, "evaluation": leased.pk, "test": attempt.pk}
    page.logout()
    url = reverse(f"modules:{name}", args=[keys[name]])
    assert page.post(url, {"text": "More."}, headers=LIVE).status_code == 401
    assert page.post(url, {"text": "More."}).status_code == 302
