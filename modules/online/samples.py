"""Sample content for the eight online modules, for Uniped to replace."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from modules.models import Criterion, Essay, Level, OnlineModule, Option, Question

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "nb")
TEXTS = ("summary", "introduction", "material", "prompt")
NUMBERS = ("pass_mark", "essay_min_words", "essay_max_words")


def add_samples(at: datetime) -> list[OnlineModule]:
    """Add missing modules, and content to modules without any; return the modules changed.

    Existing content is kept, so running it again changes nothing.
    """
    with transaction.atomic():
        known = {module.code: module for module in OnlineModule.objects.select_for_update()}
        samples = [tomllib.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.toml"))]
        return [
            _add(known.get(sample["code"]), sample, at)
            for sample in samples
            if sample["code"] not in known or not known[sample["code"]].is_done_here
        ]


def _add(known: OnlineModule | None, sample: dict[str, Any], at: datetime) -> OnlineModule:
    titled = _bilingual(sample["title"], "title") | {"hours": sample["hours"]}
    module = known or OnlineModule(code=sample["code"], **titled)
    module.is_sample = True
    for field, text in _texts(sample).items() | {name: sample[name] for name in NUMBERS}.items():
        setattr(module, field, text)
    module.save()
    _add_questions(module, sample["questions"])
    _add_criteria(module, sample["criteria"])
    Essay.objects.bulk_create(
        Essay(
            module=module,
            language=example["language"],
            text=example["text"].strip(),
            saved_at=at,
            handed_in_at=at,
        )
        for example in sample["examples"]
    )
    return module


def _add_questions(module: OnlineModule, questions: list[dict[str, Any]]) -> None:
    for place, asked in enumerate(questions, start=1):
        question = Question.objects.create(
            module=module, position=place, **_bilingual(asked["text"], "text")
        )
        Option.objects.bulk_create(
            Option(
                question=question,
                position=number,
                is_right=option["right"],
                **_bilingual(option, "text"),
                **{
                    f"feedback_{language}": option[f"feedback_{language}"] for language in LANGUAGES
                },
            )
            for number, option in enumerate(asked["options"], start=1)
        )


def _add_criteria(module: OnlineModule, criteria: list[dict[str, Any]]) -> None:
    for place, described in enumerate(criteria, start=1):
        criterion = Criterion.objects.create(
            module=module, position=place, **_bilingual(described, "text")
        )
        Level.objects.bulk_create(
            Level(criterion=criterion, position=number, **_bilingual(level, "text"))
            for number, level in enumerate(described["levels"], start=1)
        )


def _texts(sample: dict[str, Any]) -> dict[str, str]:
    return {
        name: text.strip()
        for field in TEXTS
        for name, text in _bilingual(sample[field], field).items()
    }


def _bilingual(texts: dict[str, str], field: str) -> dict[str, str]:
    return {f"{field}_{language}": texts[language] for language in LANGUAGES}
