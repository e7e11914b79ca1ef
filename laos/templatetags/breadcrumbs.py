"""The trail of a page of the admin, in the words of the menu."""

from __future__ import annotations

from django import template
from django.contrib.admin import site
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.db.models.options import Options
from django.template import Context
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from completion.pages.desk.tables import GROUPS

register = template.Library()

# The words of a row in a trail.
MOST_WORDS = 18


@register.inclusion_tag("admin/_breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context) -> dict[str, object]:
    """Show the home, the group of the menu, the table and the row that lead to a page, and then the page."""
    opts: Options[Model] | None = context.get("opts")
    may_see = opts is not None and site.get_model_admin(opts.model).has_view_permission(
        context["request"]
    )
    trail = _of_table(opts, may_see=may_see) if opts else []
    if "cl" in context:
        return _shown(trail)
    row: Model | None = context.get("original") or context.get("object")
    if opts and row:
        name = str(Truncator(str(context.get("subtitle") or row)).words(MOST_WORDS))
        trail.append((name, _url(opts, "change", quote(row.pk)) if may_see else ""))
    if "adminform" not in context or not row:
        title = _("History") if "action_list" in context else str(context.get("title") or "")
        trail.append((title, ""))
    return _shown(trail)


def _of_table(opts: Options[Model], *, may_see: bool) -> list[tuple[str, str]]:
    listing = _url(opts, "changelist") if may_see else ""
    home, name = reverse("admin:index"), capfirst(str(opts.verbose_name_plural))
    groups = [group for group in GROUPS if opts.label in group.models]
    return [
        # “Letters” are in “Letters”.
        *((str(group.name), f"{home}#{group.code}") for group in groups if str(group.name) != name),
        (name, listing),
    ]


def _url(opts: Options[Model], page: str, *arguments: object) -> str:
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=arguments)


def _shown(trail: list[tuple[str, str]]) -> dict[str, object]:
    """Split the page itself, which is no link, from the trail to it."""
    *trail, (page, _url) = trail
    return {"trail": trail, "page": page}
