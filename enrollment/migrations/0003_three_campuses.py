from django.db import migrations


def add_campuses(apps, schema_editor):
    campus = apps.get_model("enrollment", "Campus")
    for name in ["Trondheim", "Gjøvik", "Ålesund"]:
        campus.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("enrollment", "0002_core_module_agrees_with_session")]

    operations = [migrations.RunPython(add_campuses, migrations.RunPython.noop)]
