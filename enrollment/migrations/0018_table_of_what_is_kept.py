"""The table of the cache that is in the database, as ``createcachetable`` makes it."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command(
        "createcachetable", "laos_kept", database=schema_editor.connection.alias, verbosity=0
    )


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0017_history_of_learning_assistants")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
