from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "onlinemodule": ["view", "add", "change"],
    "question": ["view", "add", "change", "delete"],
    "option": ["view", "add", "change", "delete"],
    "criterion": ["view", "add", "change", "delete"],
    "level": ["view", "add", "change", "delete"],
    "moduledates": ["view", "add", "change", "delete"],
    # Completions come by file.
    "choice": ["view", "add"],
    "testattempt": ["view"],
    # Examples are added and changed; others are set aside.
    "essay": ["view", "add", "change"],
    # Flags are answered.
    "peerevaluation": ["view", "change"],
}


def rights(apps):
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("modules")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="modules",
        codename__in=[f"{right}_{model}" for model, rights in RIGHTS.items() for right in rights],
    )


def give(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.add(*rights(apps))


def take_back(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0010_letters_of_online_modules"),
        ("modules", "0001_online_modules"),
    ]

    operations = [migrations.RunPython(give, take_back)]
