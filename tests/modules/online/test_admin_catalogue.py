"""Admin pages for the catalogue: modules, questions, criteria, example essays, due dates."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import model_to_dict
from django.urls import reverse

from modules.models import Choice, Criterion, Essay, ModuleDates, OnlineModule, Question
from tests.enrollment.admin_pages import CANONICAL, errors, shown
from tests.factories import TermFactory
from tests.modules.admin_factories import (
    a_choice,
    a_criterion,
    a_module,
    a_question,
    an_essay,
    an_evaluation,
    some_dates,
)
from tests.modules.admin_pages import adding, change, listing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def filled(module: OnlineModule, **changes) -> dict[str, object]:
    fields = {name: "" if value is None else value for name, value in model_to_dict(module).items()}
    if not fields["is_sample"]:
        del fields["is_sample"]
    return {
        **fields,
        **{
            f"{prefix}-{number}_FORMS": 0
            for prefix in ("questions", "criteria", "dates")
            for number in ("TOTAL", "INITIAL")
        },
        **changes,
    }


def rows(prefix: str, *rows: dict[str, object]) -> dict[str, object]:
    """Return the form data of an inline's rows."""
    sent: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def texts(text: str = "Some", **more) -> dict[str, object]:
    return {"position": 1, "text_en": text, "text_nb": text, **more}


def inline_errors(response) -> str:
    assert response.status_code == 200
    return str(response.context["errors"])


def test_list_tells_what_a_module_has(uniped):
    module = a_module(is_sample=True, examples=2)
    a_question(module)
    a_criterion(module)
    a_choice(module)
    elsewhere = a_module("OM2", prompt_en="", prompt_nb="")
    page = uniped.get(listing("onlinemodule"))
    counts = [
        (row.code, row.question_count, row.criterion_count, row.example_count, row.choice_count)
        for row in page.context["cl"].result_list
    ]
    assert counts == [("OM1", 1, 1, 2, 1), (elsewhere.code, 0, 0, 0, 0)]
    assert page.content.decode().count("elsewhere") == 1


def test_module_is_changed_in_both_languages(uniped):
    module = a_module()
    sent = uniped.post(change(module), filled(module, title_nb="Å gi tilbakemelding"))
    assert sent.status_code == 302
    module.refresh_from_db()
    assert module.title_nb == "Å gi tilbakemelding"


def test_prompt_is_written_in_both_languages_or_in_none(uniped):
    module = a_module()
    assert "both languages" in errors(uniped.post(change(module), filled(module, prompt_nb="")))
    empty = filled(module, prompt_en="", prompt_nb="")
    assert uniped.post(change(module), empty).status_code == 302
    module.refresh_from_db()
    assert not module.is_done_here


def test_limits_the_wrong_way_round_are_refused_in_words(uniped):
    module = a_module()
    sent = uniped.post(change(module), filled(module, essay_min_words=700))
    assert "no fewer than the fewest" in errors(sent)


def test_page_of_a_module_leads_to_its_parts_and_to_what_readers_see(uniped):
    module = a_module()
    parts = [a_question(module), a_criterion(module), some_dates(module)]
    page = uniped.get(change(module)).content.decode()
    assert reverse("modules:module", args=[module.code]) in page
    for part in parts:
        assert change(part) in page
        assert f"{adding(str(part._meta.model_name))}?module={module.pk}" in page
    assert "2, of them 1 right" in page


def test_module_is_not_deleted(uniped):
    module = a_module()
    url = reverse("admin:modules_onlinemodule_delete", args=[module.pk])
    assert uniped.post(url, {"post": "yes"}).status_code == 403


# Questions and criteria


def test_question_added_from_its_module_comes_last_and_leads_back_there(uniped):
    module = a_module()
    a_question(module, position=4)
    initial = uniped.get(f"{adding('question')}?module={module.pk}").context["adminform"].form
    assert (initial["position"].value(), initial["module"].value()) == (5, str(module.pk))
    sent = {
        **texts(module=module.pk, position=5),
        **rows("options", texts("Yes", is_right="on"), texts("No")),
    }
    response = uniped.post(adding("question"), sent)
    assert response.url == change(module)
    added = Question.objects.get(position=5)
    assert [option.is_right for option in added.options.all()] == [True, False]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([texts("Yes", is_right="on")], "two options or more"),
        ([texts("Yes"), texts("No")], "Tick the option that is right"),
    ],
)
def test_question_has_two_options_and_a_right_one(uniped, options, told):
    sent = {**texts(module=a_module().pk), **rows("options", *options)}
    assert told in inline_errors(uniped.post(adding("question"), sent))
    assert not Question.objects.exists()


def test_options_to_be_deleted_do_not_count(uniped):
    question = a_question(a_module())
    kept, gone = question.options.all()
    sent = texts(module=question.module_id) | rows(
        "options",
        texts("Yes", id=kept.pk, question=question.pk, is_right="on"),
        texts("No", id=gone.pk, question=question.pk, DELETE="on"),
    )
    sent["options-INITIAL_FORMS"] = 2
    assert "two options or more" in inline_errors(uniped.post(change(question), sent))
    assert question.options.count() == 2


def test_criterion_has_two_levels(uniped):
    sent = texts(module=a_module().pk)
    few = uniped.post(adding("criterion"), sent | rows("levels", texts("Hardly")))
    assert "two levels or more" in inline_errors(few)
    enough = sent | rows("levels", texts("Hardly"), texts("Fully"))
    assert uniped.post(adding("criterion"), enough).status_code == 302
    assert Criterion.objects.get().levels.count() == 2


def test_criterion_that_is_used_in_an_evaluation_is_not_deleted(uniped):
    module = a_module()
    criterion = a_criterion(module)
    an_evaluation(an_essay(module))
    url = reverse("admin:modules_criterion_delete", args=[criterion.pk])
    uniped.post(url, {"because": "Not needed"})
    assert Criterion.objects.filter(pk=criterion.pk).exists()


# Example essays


def test_example_is_added_and_ready_to_be_evaluated(uniped):
    module = a_module()
    sent = {"module": module.pk, "language": "nb", "text": "Jeg spurte gruppa."}
    assert uniped.post(adding("essay"), sent).status_code == 302
    example = Essay.objects.handed_in().examples().get()
    assert (example.module, example.text) == (module, "Jeg spurte gruppa.")
    assert "required" in errors(uniped.post(adding("essay"), sent | {"text": " "}))


def test_example_is_changed_until_a_person_opens_it(uniped):
    example = an_essay(a_module(), author=None, similarity=20, fingerprint=[3])
    sent = {"module": example.module_id, "language": "en", "text": "Better."}
    assert uniped.post(change(example), sent).status_code == 302
    example.refresh_from_db()
    assert (example.text, example.similarity, example.fingerprint) == ("Better.", None, None)
    an_evaluation(example, given_at=None, comment="")
    assert uniped.post(change(example), sent | {"text": "Best."}).status_code == 403
    example.refresh_from_db()
    assert example.text == "Better."


def test_essay_of_a_learning_assistant_is_not_changed(uniped):
    essay = an_essay(a_module())
    sent = {"module": essay.module_id, "language": "en", "text": "Mine."}
    assert uniped.post(change(essay), sent).status_code == 403


# Due dates


def test_dates_are_given_for_all_modules_or_for_one(uniped):
    term, module = TermFactory(), a_module()
    sent = {"term": term.pk, "hand_in_by": "2031-10-01", "complete_by": "2031-11-01"}
    assert uniped.post(adding("moduledates"), sent).status_code == 302
    assert uniped.post(adding("moduledates"), sent | {"module": module.pk}).status_code == 302
    assert {dates.module for dates in ModuleDates.objects.all()} == {None, module}
    assert "already have dates" in errors(uniped.post(adding("moduledates"), sent))
    found = uniped.get(listing("moduledates"), {"term__id__exact": term.pk})
    assert len(shown(found)) == 2


def test_essay_is_due_before_the_module(uniped):
    sent = {"term": TermFactory().pk, "hand_in_by": "2031-11-02", "complete_by": "2031-11-01"}
    assert "before the module" in errors(uniped.post(adding("moduledates"), sent))


# Import and export


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("onlinemodule", "code,title_en,title_nb,hours\nOM7,Questions,Spørsmål,3"),
        ("choice", "username,module,completed_on\nada,OM1,2024-10-01"),
    ],
)
def test_file_is_shown_before_it_is_imported(uniped, ada, table, row):
    a_module()
    model = {"onlinemodule": OnlineModule, "choice": Choice}[table]
    before = model._default_manager.count()
    file = SimpleUploadedFile("table.csv", row.encode())
    preview = uniped.post(reverse(f"admin:modules_{table}_import"), {"file": file})
    assert "1 row of the file" in preview.content.decode(), preview.context["result"].problems
    assert model._default_manager.count() == before
    stored = preview.context["confirm_form"].initial
    done = uniped.post(reverse(f"admin:modules_{table}_process_import"), stored, follow=True)
    assert "1 row added" in done.content.decode()
    assert model._default_manager.count() == before + 1


def test_tables_are_exported_as_they_are_imported(uniped):
    module = a_module()
    choice = a_choice(module, completed_on="2024-10-01", source="file")
    a_choice(module)
    for table, line in {
        "onlinemodule": "OM1,Feedback,Tilbakemelding,3",
        "choice": f"{choice.assistant.username},OM1,2024-10-01",
    }.items():
        url = reverse(f"admin:modules_{table}_export")
        fields = {
            f"{resource}_{name}": "on"
            for resource, names in {
                "onlinemoduleresource": ["code", "title_en", "title_nb", "hours"],
                "onlinecompletionresource": ["username", "module", "completed_on"],
            }.items()
            for name in names
        }
        text = uniped.post(url, {"format": CANONICAL, **fields}).content.decode()
        assert line in text
        assert len(text.split()) == 2
