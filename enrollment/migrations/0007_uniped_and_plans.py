from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "enrollment": {
        # Moved up and let in; made and left by those who wait.
        "waitlistentry": ["view", "change"],
        "letter": ["view"],
        "exchange": ["view"],
        "exchangeside": ["view"],
        "remindertiming": ["view", "add", "change", "delete"],
    },
    "post_office": {"emailtemplate": ["view", "change"]},
}


def rights(apps):
    for label, models in RIGHTS.items():
        # Permissions are otherwise made only after the last migration.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
        yield from apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label=label,
            codename__in=[
                f"{right}_{model}" for model, rights in models.items() for right in rights
            ],
        )


def give(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.add(*rights(apps))


def take_back(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get(name="Uniped").permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0006_plans_change"),
        ("post_office", "0001_initial"),
    ]

    operations = [migrations.RunPython(give, take_back)]
