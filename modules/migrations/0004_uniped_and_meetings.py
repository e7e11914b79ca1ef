from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    # Meetings are planned on the departments' pages, which whoever may change them sees all of, and come by file.
    "followupmeeting": ["view", "add", "change"],
    # Marks are recorded there too, and come by file.
    "followupattendance": ["view", "add"],
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
        ("modules", "0003_course_specific_follow_up"),
    ]

    operations = [migrations.RunPython(give, take_back)]
