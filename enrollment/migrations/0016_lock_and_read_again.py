from importlib import import_module

from django.db import migrations

lock_and_read = import_module(".0005_lock_and_read", __package__)


class Migration(migrations.Migration):
    """Replace the function in databases made before 0005 was edited, where it lacks two columns."""

    dependencies = [("enrollment", "0015_letters_of_what_is_missing")]

    operations = [
        migrations.RunSQL(
            ["DROP FUNCTION enrollment_lock_and_read", lock_and_read.CREATE],
            migrations.RunSQL.noop,
        ),
    ]
