from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from enrollment.admin.forms import CodeForm
from enrollment.forms.conflicts import ConflictAware
from modules.models import Essay, PeerEvaluation
from modules.online.essays.examples import why_not_change
from modules.online.essays.writing import lock_module


class OnlineModuleForm(CodeForm):
    """Require the essay prompt in both languages or in neither: a module with a prompt is done here."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        prompts = {name: data.get(name) for name in ("prompt_en", "prompt_nb")}
        if any(prompts.values()):
            for name, prompt in prompts.items():
                if not prompt:
                    self.add_error(name, _("Write the prompt in both languages, or in neither."))
        return data


class PartsFormSet(BaseInlineFormSet[Any, Any, Any]):
    """Options of a question, or levels of a criterion: at least two."""

    too_few: Any

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        if len(self.parts) < 2:
            raise ValidationError(self.too_few)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Return the data of filled-in forms that are not marked for deletion."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [one for one in filled if not one.get("DELETE")]


class OptionsFormSet(PartsFormSet):
    too_few = _("A question has two options or more.")

    def clean(self) -> None:
        super().clean()
        if not any(self.errors) and not any(one.get("is_right") for one in self.parts):
            raise ValidationError(_("Tick the option that is right, or each of those that are."))


class LevelsFormSet(PartsFormSet):
    too_few = _("A criterion has two levels or more.")


class ExampleForm(forms.ModelForm[Essay]):
    class Meta:
        labels = {"text": _("Text")}
        widgets = {"text": forms.Textarea(attrs={"rows": 18, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            self.fields["text"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.pk is not None and not self.errors:
            # Under this lock, the example cannot be given to an evaluator before it is saved.
            lock_module(self.instance.module)
            refusal = why_not_change(self.instance)
            if refusal is not None:
                self.add_error(None, refusal.in_full)
        return data


class SetAsideForm(forms.Form):
    because = forms.CharField(
        label=_("Why is it set aside?"),
        max_length=Essay._meta.get_field("set_aside_because").max_length,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text=_(
            "Its author reads this, and it is kept with the essay, together with your name."
        ),
    )


class AnswerForm(ConflictAware, forms.Form):
    answer = forms.CharField(
        label=_("Answer to the author"),
        max_length=PeerEvaluation._meta.get_field("answer").max_length,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text=_(
            "It is sent to the author of the essay, who does not learn whose the evaluation is."
        ),
    )
    withhold = forms.BooleanField(
        label=_("Withhold the evaluation: the author does not see it any more"), required=False
    )
