import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0033_letters_are_to_people"),
    ]

    operations = [
        migrations.AlterField(
            model_name="calendarfeed",
            name="assistant",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_feed",
                to="enrollment.learningassistant",
                verbose_name="learning assistant",
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_feed",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.CheckConstraint(
                condition=Q(("assistant", None), ("user__isnull", False))
                | Q(("assistant__isnull", False), ("user", None)),
                name="calendar_feed_of_one_person",
                violation_error_message="A calendar is either that of a learning assistant or that of an account.",
            ),
        ),
    ]
