from django.db import migrations


class Migration(migrations.Migration):
    """The table of the cache that is in the database, as ``createcachetable`` would make it."""

    dependencies = [("enrollment", "0017_history_of_learning_assistants")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE TABLE laos_kept (
                    cache_key varchar(255) NOT NULL PRIMARY KEY,
                    value text NOT NULL,
                    expires timestamp with time zone NOT NULL
                )
                """,
                "CREATE INDEX laos_kept_expires ON laos_kept (expires)",
            ],
            "DROP TABLE laos_kept",
        )
    ]
