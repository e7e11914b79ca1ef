from django.db import migrations

# Combining marks; signs that cannot be seen.
MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
UNSEEN = r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0]"

FOLD = rf"""
CREATE FUNCTION laos_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(regexp_replace(normalize(
    replace(replace(replace(replace(replace(replace(
        translate(normalize($1, NFC), 'øØðÐđĐłŁıʼ’‘‛´`‐‑‒–—−', 'oOdDdDlLi''''''''''''------'),
        'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'), 'ß', 'ss'), 'þ', 'th'),
    NFKD), '{MARKS}|{UNSEEN}', '', 'g'))
"""
ORDER = rf"""
CREATE FUNCTION laos_name_order(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(lower(regexp_replace(normalize(
    translate(normalize($1, NFC), 'æÆäÄøØöÖåÅðÐđĐłŁı', '{{{{{{{{||||}}}}dDdDlLi'),
    NFKD), '{MARKS}|{UNSEEN}', '', 'g')), 'aa', '}}')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0021_name_typed_at_sign_up"),
    ]

    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION laos_fold(text)"),
        migrations.RunSQL(ORDER, "DROP FUNCTION laos_name_order(text)"),
    ]
