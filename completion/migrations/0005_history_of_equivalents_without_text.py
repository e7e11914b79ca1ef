from django.db import migrations


def install_triggers(apps, schema_editor):
    for trigger in apps.get_model("completion", "EquivalentQualification")._meta.triggers:
        schema_editor.execute(trigger.install_sql, params=None)


class Migration(migrations.Migration):
    """Remove applicants' texts from the history in databases made before 0001 was edited."""

    dependencies = [("completion", "0004_uniped_and_certificates")]

    operations = [
        migrations.RunSQL(
            'ALTER TABLE completion_equivalentqualificationevent DROP COLUMN IF EXISTS "text"',
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(install_triggers, migrations.RunPython.noop),
    ]
