from django.db import migrations

# Without facts: their text is in the e-mail.
TO_LETTERS = """
    INSERT INTO enrollment_letter (user_id, kind, key, facts, email_id, calendars, written_at)
        SELECT digest.user_id, 'digest', 'week:' || digest.week, '{}', email.id, '[]', email.created
        FROM modules_coordinatordigest digest
        JOIN post_office_email email ON email.id = digest.email_id;
    DELETE FROM modules_coordinatordigest;
"""
TO_DIGESTS = """
    INSERT INTO modules_coordinatordigest (user_id, week, email_id)
        SELECT user_id, substr(key, 6), email_id FROM enrollment_letter
        WHERE kind = 'digest' AND email_id IS NOT NULL;
    DELETE FROM enrollment_letter WHERE kind = 'digest';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0033_letters_are_to_people"),
        ("modules", "0011_record_is_in_use_and_course_fits"),
    ]

    operations = [
        migrations.RunSQL(TO_LETTERS, TO_DIGESTS),
    ]
