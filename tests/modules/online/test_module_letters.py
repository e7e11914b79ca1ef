"""Each person gets one letter, in their language, about each event in their online modules."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from enrollment.letters import delivering
from enrollment.models import Language, Letter
from modules.online import letters
from tests.factories import NOW
from tests.modules.factories import EssayFactory, ModuleDatesFactory, PeerEvaluationFactory

pytestmark = pytest.mark.django_db

TITLES = {"nb": "OM1 Å gi tilbakemelding", "en": "OM1 Giving feedback"}


def tell_all(choice, staff) -> None:
    """Write one letter of each kind that is not a reminder."""
    aside = {"set_aside_at": NOW, "set_aside_by": staff, "set_aside_because": "It is a copy."}
    essay = EssayFactory(author=choice.assistant, module=choice.module)
    first, _second = PeerEvaluationFactory.create_batch(2, essay=essay)
    first.answer = "You are right."
    letters.write_chosen(choice, NOW)
    letters.write_completed(choice, NOW)
    letters.write_received(essay, NOW)
    letters.write_flag_answered(first, NOW)
    letters.write_evaluations_wanted([choice.assistant], choice.module, NOW)
    essay.set_aside_because = aside["set_aside_because"]
    letters.write_set_aside(essay, NOW)


@pytest.mark.parametrize("language", Language.values)
def test_each_kind_is_sent_in_the_recipients_language(ada, chosen, staff, language):
    ada.language = language
    ada.save()
    chosen.assistant.language = language
    ModuleDatesFactory()
    tell_all(chosen, staff)
    assert delivering.deliver() == 6
    other = {"nb": "en", "en": "nb"}[language]
    for message in mail.outbox:
        assert isinstance(message, EmailMultiAlternatives)
        assert message.to == [ada.email]
        assert TITLES[language] in message.body
        assert TITLES[other] not in message.body
        assert "{{" not in message.body
        assert "/my/modules/OM1/" in message.body
        ((html, _kind),) = message.alternatives
        assert f'<html lang="{language}">' in str(html)
    told = " ".join(str(message.body) for message in mail.outbox)
    assert "It is a copy." in told
    assert "You are right." in told


def test_what_may_be_told_again_is_told_once(ada, chosen, staff):
    tell_all(chosen, staff)
    essay = ada.essays.get()
    letters.write_completed(chosen, NOW)
    letters.write_received(essay, NOW)
    letters.write_evaluations_wanted([ada], chosen.module, NOW)
    assert Letter.objects.count() == 6
