"""Simulate two people who edit the same form and save in any order.

Saving must write only fields that the editor changed, and never overwrite a value the editor has not seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from hypothesis import strategies as st
from lxml import html

from tests.enrollment.admin_pages import apply

# Each step: which editor, the value chosen per field, and then save, reload the page, or wait.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.dictionaries(st.integers(0, 6), st.integers(0, 2)),
        st.sampled_from(["save", "save", "wait", "open"]),
    ),
    max_size=6,
)


@dataclass
class Editor:
    """A browser with the form open, and the unsaved changes."""

    client: Client
    path: str
    form: str = "//div[@id='content-main']/form"
    fields: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, object] = field(default_factory=dict)
    chosen: dict[str, object] = field(default_factory=dict)

    def open(self):
        self.read(self.client.get(self.path))
        self.shown, self.chosen = dict(self.fields), {}

    def read(self, page):
        (form,) = html.fromstring(page.content.decode()).xpath(self.form)
        for unfilled in form.xpath(".//input[not(@value)]"):
            unfilled.set("value", "")  # lxml would omit it, but a browser sends it
        self.fields = {}
        for name, sent in form.form_values():
            # The site strips text, and a browser drops the line break at the start of a <textarea>.
            value = sent.strip()
            known = self.fields.get(name)
            self.fields[name] = (
                value if known is None else [*([known] if isinstance(known, str) else known), value]
            )

    def choose(self, name, value):
        self.chosen[name] = value
        self.fields[name] = value

    def save(self) -> bool:
        sent = {
            name: value.replace("\n", "\r\n") if isinstance(value, str) else value
            for name, value in self.fields.items()
            if value is not None
        }
        answer = apply(self.client, self.path, {**sent, "_continue": "1"})
        if answer.status_code == 302:
            self.open()
            return True
        self.read(answer)
        return False


def interleave(editors, fields, steps):
    """Run the steps: the editors choose among the values in ``fields`` and save. Check every save."""
    names, stored = [*fields], dict(editors[0].shown)
    for number, choices, then in steps:
        editor = editors[number]
        for place, choice in choices.items():
            name = names[place % len(names)]
            values = fields[name]
            editor.choose(name, values[choice % len(values)])
        if then == "open":
            editor.open()
        elif then == "save":
            stored = check_a_save(editor, names, stored)


def check_a_save(editor, names, before):
    was_shown, chosen = editor.shown, editor.chosen
    is_saved = editor.save()
    kept = editor.fields
    now = editor.shown if is_saved else read_again(editor)
    for name in names:
        value, wanted = now.get(name), chosen.get(name, was_shown.get(name))
        is_touched = wanted != was_shown.get(name)
        if value != before.get(name):
            assert is_touched, f"{name}: chosen by no one"
            assert value == wanted, f"{name}: chosen by no one"
            assert before.get(name) == was_shown.get(name), f"{name}: lost unseen"
        if is_saved:
            assert value == wanted or not is_touched, f"{name}: not saved"
        else:
            assert value == before.get(name), f"{name}: half saved"
            assert kept.get(name) == (wanted if is_touched else value), f"{name}: a choice is gone"
    if not is_saved:
        editor.shown = now
        # Setting a field to its previously shown value does not count as a change.
        editor.chosen = {
            name: value for name, value in chosen.items() if value != was_shown.get(name)
        }
    return now


def read_again(editor):
    reader = Editor(editor.client, editor.path, editor.form)
    reader.open()
    return reader.shown
