from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = [f"{right}_preparation" for right in ("view", "add", "change", "delete")]


def rights(apps):
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("enrollment")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="enrollment", codename__in=CODENAMES
    )


def give(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.add(*rights(apps))


def take_back(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0035_preparation_and_dates_not_recorded"),
    ]

    operations = [migrations.RunPython(give, take_back)]
