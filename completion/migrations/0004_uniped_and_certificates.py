from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    # Looked at and revoked; issued by themselves.
    "completionreport": ["view", "change"],
}


def rights(apps):
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("completion")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="completion",
        codename__in=[f"{right}_{model}" for model, rights in RIGHTS.items() for right in rights],
    )


def give(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.add(*rights(apps))


def take_back(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("completion", "0003_certificates"),
    ]

    operations = [migrations.RunPython(give, take_back)]
