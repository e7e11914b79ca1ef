"""Refusals about online modules: each says what is wrong and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enrollment.refusals import Refusal
from enrollment.refusals.base import when
from modules.models import Essay, OnlineModule


class AboutModule(Refusal):
    """A refusal about one module."""

    def __init__(self, module: OnlineModule) -> None:
        self.module = module


class TwoChosen(Refusal):
    code = "two_chosen"
    next_step = _("To choose this module, undo one of your two choices first.")

    @property
    def sentence(self) -> str:
        return gettext("You have already chosen two online modules.")


class BothBegun(Refusal):
    """A third module cannot be recorded: both chosen modules are completed or have something handed in."""

    code = "two_chosen"

    def __init__(self, modules: Sequence[OnlineModule]) -> None:
        self.modules = sorted(module.code for module in modules)

    @property
    def sentence(self) -> str:
        return gettext(
            "This person has already handed in for or completed %(first)s and %(second)s. A third module does not count."
        ) % {"first": self.modules[0], "second": self.modules[1]}


class NotChosen(AboutModule):
    code = "not_chosen"
    next_step = _("Choose it first under “Online modules”.")

    @property
    def sentence(self) -> str:
        return gettext("You have not chosen %(module)s.") % {"module": self.module}


class HandedIn(AboutModule):
    """A choice cannot be changed after something is handed in for it."""

    code = "handed_in"
    next_step = _("Continue with it. Its page shows what is missing.")

    @property
    def sentence(self) -> str:
        return gettext("You have handed in for %(module)s, so you cannot undo this choice.") % {
            "module": self.module
        }


class DoneElsewhere(AboutModule):
    """The module has no content here: it is done in a learning platform."""

    code = "done_elsewhere"
    next_step = _(
        "Follow the instructions from Uniped. Once you have completed it, Uniped records it in LAOS."
    )

    @property
    def sentence(self) -> str:
        return gettext("You do %(module)s in another system, not in LAOS.") % {
            "module": self.module
        }


class NoQuestions(AboutModule):
    """The test has no questions: staff have not written any yet, or have removed them."""

    code = "no_questions"
    next_step = _(
        "Uniped will add them. Write your essay in the meantime, or choose another module."
    )

    @property
    def sentence(self) -> str:
        return gettext("The test of %(module)s has no questions yet.") % {"module": self.module}


class ModuleAlreadyCompleted(AboutModule):
    code = "completed"

    @property
    def sentence(self) -> str:
        return gettext("You have completed %(module)s. There is nothing more to do.") % {
            "module": self.module
        }


class NoAttemptLeft(AboutModule):
    code = "no_attempt_left"
    next_step = _("Choose another online module instead, or write to Uniped.")

    @property
    def sentence(self) -> str:
        allowed = self.module.attempts_allowed or 0
        return ngettext(
            "You have used the %(number)s attempt that this test allows.",
            "You have used the %(number)s attempts that this test allows.",
            allowed,
        ) % {"number": allowed}


class Unanswered(Refusal):
    """Some questions have no answer; the numbers are those on the page."""

    code = "unanswered"
    next_step = _("Answer them, and hand in again. Your other answers are saved.")

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers

    @property
    def sentence(self) -> str:
        return ngettext(
            "Question %(numbers)s has no answer.",
            "Questions %(numbers)s have no answer.",
            len(self.numbers),
        ) % {"numbers": ", ".join(map(str, self.numbers))}


class TestNotPassed(Refusal):
    code = "test_not_passed"
    next_step = _("Your text is saved. Pass the test first, on the module's page.")

    @property
    def sentence(self) -> str:
        return gettext("You can hand in the essay after you have passed the test.")


class WordLimits(Refusal):
    """The essay has too few or too many words."""

    code = "word_limits"
    next_step = _("Your text is saved. Change it, and hand it in again.")

    def __init__(self, module: OnlineModule, words: int) -> None:
        self.module, self.words = module, words

    @property
    def sentence(self) -> str:
        limits = {
            "words": self.words,
            "fewest": self.module.essay_min_words,
            "most": self.module.essay_max_words,
        }
        text = ngettext(
            "The essay has %(words)s word. It must have from %(fewest)s to %(most)s.",
            "The essay has %(words)s words. It must have from %(fewest)s to %(most)s.",
            self.words,
        )
        return text % limits


class SavedElsewhere(Refusal):
    """The page is older than the saved text and would overwrite it."""

    code = "saved_elsewhere"
    next_step = _("Both texts are below. Combine what you want to keep, and save again.")

    @property
    def sentence(self) -> str:
        return gettext("The text was changed in another window after you opened this page.")


class AlreadyHandedIn(Refusal):
    """An essay cannot be edited after it is handed in."""

    code = "essay_handed_in"
    next_step = _("Withdraw it first. You can do that until someone has opened it.")

    @property
    def sentence(self) -> str:
        return gettext("Your essay is handed in, so you cannot change it.")


class Opened(Refusal):
    """An essay cannot be withdrawn once it was given to an evaluator."""

    code = "opened"

    @property
    def sentence(self) -> str:
        return gettext("Someone has opened your essay for evaluation, so you cannot withdraw it.")


class ExampleOpened(Refusal):
    """An example cannot be changed once it was given to an evaluator."""

    code = "example_opened"
    next_step = _("Set it aside and add another instead.")

    @property
    def sentence(self) -> str:
        return gettext("Someone has opened this example for evaluation, so you cannot change it.")


class NotHandedIn(Refusal):
    code = "not_handed_in"
    next_step = _("Hand in your own essay first.")

    @property
    def sentence(self) -> str:
        return gettext("You can evaluate others' essays after you have handed in your own.")


class NothingToEvaluate(Refusal):
    """No essay is available for this evaluator now."""

    code = "nothing_to_evaluate"

    def __init__(self, fills_up_at: datetime | None) -> None:
        # When example essays become available; None if that time is past.
        self.fills_up_at = fills_up_at

    @property
    def sentence(self) -> str:
        return gettext("There is no essay to evaluate right now.")

    @property
    def next_step(self) -> str:
        if self.fills_up_at is None:
            return gettext("We will e-mail you as soon as there is one.")
        return gettext(
            "We will e-mail you as soon as there is one. From %(when)s you get an example essay instead."
        ) % {"when": when(self.fills_up_at)}


class NothingToHelpWith(Refusal):
    """No essay needs a helper now. Unlike ``NothingToEvaluate``, it promises neither an example nor a letter."""

    code = "nothing_to_evaluate"
    next_step = _(
        "You have given your evaluations. Thank you for offering to help. Look again in a few days."
    )

    @property
    def sentence(self) -> str:
        return gettext("No essay needs your help right now.")


class NotYours(Refusal):
    """The essay was given back, or exchanged for another after its lease had expired."""

    code = "evaluation_over"
    next_step = _("Get another essay on the module's page.")

    @property
    def sentence(self) -> str:
        return gettext("You can no longer evaluate this essay.")


class EvaluationGiven(Refusal):
    code = "evaluation_given"

    @property
    def sentence(self) -> str:
        return gettext("You have submitted this evaluation, so you cannot change it.")


class Unrated(Refusal):
    """Some criteria have no level; the numbers are those on the page."""

    code = "unrated"
    next_step = _("Choose a level for each. What you have written is saved.")

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers

    @property
    def sentence(self) -> str:
        return ngettext(
            "Criterion %(numbers)s has no level.",
            "Criteria %(numbers)s have no level.",
            len(self.numbers),
        ) % {"numbers": ", ".join(map(str, self.numbers))}


class CommentTooShort(Refusal):
    code = "comment_too_short"
    next_step = _(
        "Say what is good, and what would make it better. What you have written is saved."
    )

    def __init__(self, module: OnlineModule, words: int) -> None:
        self.module, self.words = module, words

    @property
    def sentence(self) -> str:
        text = ngettext(
            "The comment has %(words)s word. It must have at least %(fewest)s.",
            "The comment has %(words)s words. It must have at least %(fewest)s.",
            self.words,
        )
        return text % {"words": self.words, "fewest": self.module.comment_min_words}


class SetAside(Refusal):
    """A colleague has set the essay aside for another reason."""

    code = "set_aside"
    next_step = _("The author has been given that reason, not yours below.")

    def __init__(self, essay: Essay) -> None:
        self.essay = essay

    @property
    def sentence(self) -> str:
        return gettext("%(name)s has set this essay aside: “%(reason)s”") % {
            "name": self.essay.set_aside_by,
            "reason": self.essay.set_aside_because,
        }


class NotReadable(Refusal):
    """The author cannot read the evaluation yet, or there is no flag to answer."""

    code = "not_readable"

    @property
    def sentence(self) -> str:
        return gettext("This evaluation cannot be flagged.")


class OwnFlag(Refusal):
    """Staff who are learning assistants too have written the essay or the evaluation."""

    code = "own_flag"
    next_step = _("Ask a colleague to answer.")

    @property
    def sentence(self) -> str:
        return gettext("You cannot answer about an essay or an evaluation of your own.")
