from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0012_digests_become_letters"),
    ]

    operations = [
        migrations.DeleteModel(name="CoordinatorDigest"),
    ]
