import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0011_letters_of_meetings"),
        ("modules", "0004_uniped_and_meetings"),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CoordinatorDigest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week", models.CharField(max_length=8, verbose_name="week")),
                (
                    "email",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="digest",
                        to="post_office.email",
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "digest for a coordinator",
                "verbose_name_plural": "digests for coordinators",
                "ordering": ["-week", "user"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "week"),
                        name="digest_once_per_coordinator_and_week",
                        violation_error_message="This coordinator has had a digest this week.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("week__regex", "^[0-9]{4}-W[0-9]{2}$")),
                        name="digest_week_is_of_iso",
                        violation_error_message="Write the week like 2031-W36.",
                    ),
                ],
            },
        ),
    ]
