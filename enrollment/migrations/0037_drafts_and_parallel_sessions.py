import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0036_uniped_keeps_preparations"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="registration",
            name="take_a_place",
        ),
        migrations.RemoveConstraint(
            model_name="coresession",
            name="core_session_one_per_campus_and_time",
        ),
        migrations.AddField(
            model_name="coresession",
            name="is_draft",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Hidden from everyone but Uniped until it is published.",
                verbose_name="draft",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coresession",
            trigger=pgtrigger.compiler.Trigger(
                name="core_session_published_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."is_draft" IS DISTINCT FROM (NEW."is_draft"))',
                    func="\n    IF NOT OLD.is_draft THEN\n        RAISE EXCEPTION 'Rows on record depend on this, so it stays as it is.'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'core_session_published_stays';\n    END IF;\n    RETURN NEW;\n",
                    hash="12aa81bbed2655a8846c9d17f830d90ad2595e68",
                    operation="UPDATE",
                    pgid="pgtrigger_core_session_published_stays_83bb1",
                    table="enrollment_coresession",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="take_a_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE session record; taken integer;",
                    func="\n    IF NEW.withdrawn_at IS NOT NULL THEN\n        RETURN NEW;\n    END IF;\n    IF TG_OP = 'UPDATE' THEN\n        IF OLD.withdrawn_at IS NULL AND OLD.session_id = NEW.session_id THEN\n            RETURN NEW;\n        END IF;\n    END IF;\n    IF current_setting('transaction_isolation') <> 'read committed' THEN\n        RAISE EXCEPTION 'Places are taken in READ COMMITTED transactions only.'\n            USING ERRCODE = 'feature_not_supported';\n    END IF;\n    SELECT capacity, cancelled_at, is_draft INTO session\n        FROM enrollment_coresession WHERE id = NEW.session_id FOR NO KEY UPDATE;\n    IF session.is_draft THEN\n        RAISE EXCEPTION 'Session % is a draft.', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'registration_not_in_a_draft';\n    END IF;\n    IF session.cancelled_at IS NOT NULL THEN\n        RAISE EXCEPTION 'Session % is cancelled.', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'registration_not_in_a_cancelled_session';\n    END IF;\n    SELECT count(*) INTO taken FROM enrollment_registration\n        WHERE session_id = NEW.session_id AND withdrawn_at IS NULL AND id IS DISTINCT FROM NEW.id;\n    IF taken >= session.capacity THEN\n        RAISE EXCEPTION 'Session % is full.', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'registration_within_capacity';\n    END IF;\n    RETURN NEW;\n",
                    hash="a4a15d537f69e8c107c562ddf7a545b505f1e791",
                    operation='INSERT OR UPDATE OF "session_id", "withdrawn_at"',
                    pgid="pgtrigger_take_a_place_a5dc0",
                    table="enrollment_registration",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitlistentry",
            trigger=pgtrigger.compiler.Trigger(
                name="not_for_a_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT FROM enrollment_coresession WHERE id = NEW.session_id AND is_draft) THEN\n        RAISE EXCEPTION 'Session % is a draft.', NEW.session_id USING\n            ERRCODE = 'check_violation', CONSTRAINT = 'waitlist_entry_not_for_a_draft';\n    END IF;\n    RETURN NEW;\n",
                    hash="48226ba32cfe8e041b7a33c1506703f43b9bac12",
                    operation='INSERT OR UPDATE OF "session_id"',
                    pgid="pgtrigger_not_for_a_draft_121bd",
                    table="enrollment_waitlistentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="coresession",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_draft", False), ("cancelled_at", None), _connector="OR"),
                name="core_session_draft_is_not_cancelled",
                violation_error_message="A draft is deleted instead of cancelled.",
            ),
        ),
        migrations.AddConstraint(
            model_name="coresession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cancelled_at", None)),
                fields=("term", "core_module", "campus", "starts_at", "place", "online_url"),
                name="core_session_one_per_campus_time_and_room",
                violation_error_message="There is already a session of this core module on this campus at this time. To hold two at the same time, give them different rooms or links.",
            ),
        ),
    ]
