from django.contrib.auth.management import create_permissions
from django.db import migrations

GRANTED = {"content_type__app_label": "enrollment", "codename": "delete_coresession"}


def grant(apps, schema_editor):
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("enrollment")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    group = apps.get_model("auth", "Group").objects.get(name="Uniped")
    group.permissions.add(apps.get_model("auth", "Permission").objects.get(**GRANTED))


def revoke(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.get(name="Uniped")
    group.permissions.remove(apps.get_model("auth", "Permission").objects.get(**GRANTED))


class Migration(migrations.Migration):
    """Only sessions that no one ever held a place in; the admin and a foreign key see to that."""

    dependencies = [("enrollment", "0037_drafts_and_parallel_sessions")]

    operations = [migrations.RunPython(grant, revoke)]
