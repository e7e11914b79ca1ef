from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import Language
from enrollment.refusals import Refusal
from modules.models import Essay, PeerEvaluation

from .essays.writing import LONGEST
from .refusals import CommentTooShort, Unanswered, Unrated
from .taking_test import AskedQuestion

LARGEST_KEY = 2**31 - 1


class TestForm(forms.Form):
    """The questions of an attempt. Other input is ignored, and no answer is required to save."""

    def __init__(self, data: Any, asked: Iterable[AskedQuestion]) -> None:
        super().__init__(data)
        self.asked = list(asked)
        self.asked_later = [_name(item) for item in self.asked]
        for item in self.asked:
            self.fields[_name(item)] = self._field(item)

    @staticmethod
    def _field(item: AskedQuestion) -> forms.Field:
        choices = [(item.place(option.pk), option.text) for option in item.options]
        label = f"{item.number}. {item.question.text}"
        if item.has_several:
            return forms.TypedMultipleChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                required=False,
                initial=[item.place(option) for option in item.chosen],
                widget=forms.CheckboxSelectMultiple,
            )
        return forms.TypedChoiceField(
            label=label,
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            initial=next((item.place(option) for option in item.chosen), None),
            widget=forms.RadioSelect,
        )

    def mark(self, refusal: Refusal) -> None:
        """Add an error to each unanswered question."""
        if isinstance(refusal, Unanswered):
            for item in self.asked:
                if item.number in refusal.numbers:
                    self.add_error(_name(item), gettext("Choose an answer."))

    @property
    def answers(self) -> dict[int, list[int]]:
        """Return the chosen options by question; an invalid answer counts as none."""
        given = [(item, self.cleaned_data.get(_name(item))) for item in self.asked]
        return {
            item.question.pk: [
                item.option_at(place) for place in (value if isinstance(value, list) else [value])
            ]
            for item, value in given
            if value
        }


def _name(item: AskedQuestion) -> str:
    return f"question_{item.question.pk}"


class EssayForm(forms.Form):
    language = forms.ChoiceField(label=_("I write in"), choices=Language.choices)
    text = forms.CharField(
        label=_("Your essay"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "dir": "auto"}),
        help_text=_(
            "Plain text. An empty line makes a paragraph; *stars* emphasise, and a line that begins with - is an item of a "
            "list."
        ),
    )
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=LARGEST_KEY, required=False
    )

    asked_later = ("text",)

    @classmethod
    def of(cls, essay: Essay | None, language: str) -> EssayForm:
        """Return the form filled in from the saved essay."""
        if essay is None:
            return cls(initial={"language": language, "version": 0})
        return cls(
            initial={"text": essay.text, "language": essay.language, "version": essay.version}
        )

    def clean_text(self) -> str:
        # Browsers send line ends as CRLF.
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").rstrip()

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


class EvaluationForm(forms.Form):
    """A level for each criterion, and a comment. Nothing is required to save."""

    def __init__(self, data: Any, evaluation: PeerEvaluation) -> None:
        super().__init__(data)
        rated = dict(evaluation.ratings.values_list("criterion", "level"))
        self.criteria = list(evaluation.module.criteria.prefetch_related("levels"))
        for number, criterion in enumerate(self.criteria, start=1):
            self.fields[f"criterion_{criterion.pk}"] = forms.TypedChoiceField(
                label=f"{number}. {criterion.text}",
                choices=[(level.pk, level.text) for level in criterion.levels.all()],
                coerce=int,
                empty_value=None,
                required=False,
                initial=rated.get(criterion.pk),
                widget=forms.RadioSelect,
            )
        self.fields["comment"] = forms.CharField(
            label=_("Your comment to the author"),
            required=False,
            max_length=LONGEST,
            strip=False,
            initial=evaluation.comment,
            widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        )

        self.asked_later = [*self.fields]

    def mark(self, refusal: Refusal) -> None:
        """Add an error to each incomplete field."""
        if isinstance(refusal, CommentTooShort):
            self.add_error("comment", refusal.sentence)
        if isinstance(refusal, Unrated):
            for number, criterion in enumerate(self.criteria, start=1):
                if number in refusal.numbers:
                    self.add_error(f"criterion_{criterion.pk}", gettext("Choose a level."))

    def clean_comment(self) -> str:
        return str(self.cleaned_data["comment"]).replace("\r\n", "\n").rstrip()

    @property
    def levels(self) -> dict[int, int]:
        given = {
            criterion.pk: self.cleaned_data.get(f"criterion_{criterion.pk}")
            for criterion in self.criteria
        }
        return {key: level for key, level in given.items() if level}


class FlagForm(forms.Form):
    because = forms.CharField(
        label=_("What is unfair about it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Uniped reads this together with the evaluation, and answers you."),
    )
