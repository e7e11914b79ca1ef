from django.db import migrations

# What was asked before copies were kept is taken to have been as it stands now.
FILL = """
    UPDATE modules_rating rating
        SET criterion_en = criterion.text_en, criterion_nb = criterion.text_nb,
            level_en = level.text_en, level_nb = level.text_nb
        FROM modules_criterion criterion, modules_level level
        WHERE criterion.id = rating.criterion_id AND level.id = rating.level_id;

    UPDATE modules_essay essay
        SET prompt_en = module.prompt_en, prompt_nb = module.prompt_nb
        FROM modules_onlinemodule module
        WHERE module.id = essay.module_id AND essay.handed_in_at IS NOT NULL;

    -- A trigger refuses every change of what was handed in.
    ALTER TABLE modules_testattempt DISABLE TRIGGER USER;
    UPDATE modules_testattempt attempt
        SET pass_mark = module.pass_mark,
            record = (
                SELECT coalesce(jsonb_agg(
                    jsonb_build_object(
                        'id', question.id, 'text_en', question.text_en, 'text_nb', question.text_nb,
                        'options', (
                            SELECT coalesce(jsonb_agg(
                                jsonb_build_object(
                                    'id', option.id, 'text_en', option.text_en, 'text_nb', option.text_nb,
                                    'is_right', option.is_right,
                                    'feedback_en', option.feedback_en, 'feedback_nb', option.feedback_nb
                                ) ORDER BY shown.place
                            ), '[]')
                            FROM jsonb_array_elements_text(asked.one -> 1) WITH ORDINALITY shown (id, place)
                            JOIN modules_option option ON option.id = shown.id::bigint
                        )
                    ) ORDER BY asked.place
                ), '[]')
                FROM jsonb_array_elements(attempt.paper) WITH ORDINALITY asked (one, place)
                JOIN modules_question question ON question.id = (asked.one ->> 0)::bigint
            )
        FROM modules_onlinemodule module
        WHERE module.id = attempt.module_id AND attempt.handed_in_at IS NOT NULL;
    ALTER TABLE modules_testattempt ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0007_copies_of_what_was_asked"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
