from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "campus": ["view"],
    "faculty": ["view", "add", "change"],
    "department": ["view", "add", "change"],
    "course": ["view", "add", "change"],
    "term": ["view", "add", "change"],
    "learningassistant": ["view", "add", "change"],
    "appointment": ["view", "add", "change", "delete"],
    "coordinator": ["view", "add", "change", "delete"],
    "coresession": ["view", "add", "change"],
    # Added by import, changed by marking and moving; never deleted.
    "registration": ["view", "add", "change"],
    "user": ["view"],
}


def add_group(apps, schema_editor):
    # Permissions are otherwise made only after the last migration.
    config = apps.get_app_config("enrollment")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None

    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Uniped")
    permission = apps.get_model("auth", "Permission")
    group.permissions.set(
        permission.objects.filter(
            content_type__app_label="enrollment",
            codename__in=[
                f"{right}_{model}" for model, rights in RIGHTS.items() for right in rights
            ],
        )
    )


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="Uniped").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0003_three_campuses"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_group, remove_group)]
