from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0010_letters_of_online_modules"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("place-held", "Somebody has registered"),
                    ("waitlisted", "Somebody is on a waitlist"),
                    ("promoted", "Somebody got a place from the waitlist"),
                    ("swapped", "Somebody got another date in place of the one they held"),
                    ("given-up", "A place was given up or taken away"),
                    ("session-changed", "A session has another time, room or link"),
                    ("session-cancelled", "A session is cancelled"),
                    ("exchange-offered", "Two people hold each other's wished dates"),
                    ("exchange-done", "An exchange is done"),
                    ("exchange-declined", "An exchange came to nothing"),
                    ("registration-open", "Reminder: registration has opened"),
                    ("registration-closing", "Reminder: registration is about to close"),
                    ("seminar-ahead", "Reminder: a seminar ahead, with its preparation"),
                    ("seminar-tomorrow", "Reminder: a seminar tomorrow"),
                    ("preparation-missing", "Reminder: the preparation is not confirmed"),
                    ("module-chosen", "Somebody has chosen an online module"),
                    ("module-completed", "Somebody has completed an online module"),
                    ("evaluations-received", "The evaluations of somebody's essay are in"),
                    ("essay-set-aside", "Somebody's essay is set aside"),
                    ("flag-answered", "Staff have answered about an evaluation"),
                    ("evaluations-wanted", "Somebody is asked to help with one more evaluation"),
                    ("module-due", "Reminder: an online module is due"),
                    ("module-due-soon", "Reminder: an online module is due in a few days"),
                    ("essays-waiting", "Reminder: there is an essay to evaluate"),
                    ("lease-ending", "Reminder: the time to evaluate an essay runs out"),
                    ("greeting", "Somebody who has never logged in was appointed"),
                    ("from-coordinator", "A coordinator writes"),
                ],
                max_length=40,
                verbose_name="kind",
            ),
        ),
    ]
