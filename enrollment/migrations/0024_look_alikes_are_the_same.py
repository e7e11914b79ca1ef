from importlib import import_module

from django.db import migrations

before = import_module("enrollment.migrations.0022_names_are_found_and_sorted")

# Letters of Cyrillic and Greek, in both cases, and the Latin ones that one of the two looks like.
LOOK_ALIKE = "ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεζηικμνορςτυχϲϳϹЅІЈАВЕКМНОРСТУХавекмнорстухѕіјҺһԀԁԌԍԚԛԜԝ"
LOOKS_LIKE = "jabezhikmnoptyxabezhikmnopσtyxcjcsijabekmhopctyxabekmhopctyxsijhhddggqqww"
SIGNS = "ʼ’‘‛´`′‐‑‒–—―−"
TYPED = "''" * 7 + "-" * 7

FOLD = rf"""
CREATE OR REPLACE FUNCTION laos_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(
        lower(translate(
            regexp_replace(
                normalize(translate(normalize($1, NFC), '{SIGNS}', '{TYPED}'), NFKD),
                '{before.MARKS}|{before.UNSEEN}', '', 'g'
            ),
            'øØðÐđĐłŁı{LOOK_ALIKE}{SIGNS}', 'oOdDdDlLi{LOOKS_LIKE}{TYPED}'
        )),
        'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ß', 'ss'), 'þ', 'th'), 'Þ', 'th'),
    '\s+', ' ', 'g'))
"""
ORDER = rf"""
CREATE OR REPLACE FUNCTION laos_name_order(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(replace(lower(regexp_replace(normalize(
    translate(normalize($1, NFC),
        'æÆäÄøØöÖåÅðÐđĐłŁı{SIGNS}', '{{{{{{{{||||}}}}dDdDlLi{TYPED}'),
    NFKD), '{before.MARKS}|{before.UNSEEN}', '', 'g')), 'aa', '}}'), '\s+', ' ', 'g'))
"""


def former(function: str) -> str:
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0023_names_in_norwegian_order"),
    ]

    operations = [
        migrations.RunSQL(FOLD, former(before.FOLD)),
        migrations.RunSQL(ORDER, former(before.ORDER)),
    ]
