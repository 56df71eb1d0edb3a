from django.db import migrations

# Until now a wish counted as a yes, as far as the board's ceiling let it.
AGREE = """
UPDATE experts_position p
SET agreed_ring = least(e.wanted_ring, coalesce(b.ring_ceiling, 5))
FROM experts_expert e, organisations_membership m
LEFT JOIN organisations_school s ON s.id = m.school_id
LEFT JOIN organisations_board b ON b.id = s.board_id
WHERE e.id = p.expert_id AND m.id = p.membership_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('experts', '0004_agreed_ring'),
    ]

    operations = [
        migrations.RunSQL(AGREE, migrations.RunSQL.noop),
    ]
