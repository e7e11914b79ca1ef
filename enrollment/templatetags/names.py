"""Show people of one name with what tells them apart."""

from __future__ import annotations

from django import template

from enrollment import namesakes

register = template.Library()
register.filter("told_apart", namesakes.told_apart)
