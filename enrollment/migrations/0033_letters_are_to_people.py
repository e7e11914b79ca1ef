import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("enrollment", "0032_headings_are_remembered"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_column="recipient_id",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="enrollment.learningassistant",
                verbose_name="learning assistant",
            ),
        ),
        # The column and its constraint keep their names, so there is nothing to do in the database.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(
                    model_name="letter", name="letter_once_per_recipient_kind_and_key"
                ),
                migrations.RenameField(
                    model_name="letter", old_name="recipient", new_name="assistant"
                ),
                migrations.AddConstraint(
                    model_name="letter",
                    constraint=models.UniqueConstraint(
                        fields=("assistant", "kind", "key"),
                        name="letter_once_per_recipient_kind_and_key",
                        violation_error_message="This letter is already written.",
                    ),
                ),
            ]
        ),
        migrations.AddField(
            model_name="letter",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("user", "kind", "key"),
                name="letter_once_per_account_kind_and_key",
                violation_error_message="This letter is already written.",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=Q(("assistant", None), ("user__isnull", False))
                | Q(("assistant__isnull", False), ("user", None)),
                name="letter_to_one_person",
                violation_error_message="A letter is either to a learning assistant or to an account.",
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="email",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                related_query_name="letter",
                to="post_office.email",
                verbose_name="e-mail",
            ),
        ),
    ]
