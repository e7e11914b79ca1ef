from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0011_digests_become_letters"),
    ]

    operations = [
        migrations.DeleteModel(name="CoordinatorDigest"),
    ]
