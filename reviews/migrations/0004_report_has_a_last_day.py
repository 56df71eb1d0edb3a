from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0003_follow_up_and_appeal'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='decide_before',
            field=models.DateField(null=True),
        ),
        # What was reported before: five working days are a week; holidays only make it later.
        migrations.RunSQL(
            "UPDATE reviews_report SET decide_before = reported_at::date + 7",
            migrations.RunSQL.noop,
        ),
        # The rows just changed have checks that are only done now; a column cannot change while they wait.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='report',
            name='decide_before',
            field=models.DateField(),
        ),
    ]
