"""Goals of indicators that an earlier version of a plan had set are marked as such, as from now on at once."""

from django.db import migrations


def mark(apps, schema_editor):
    parts = apps.get_model("programmes", "ProgrammeDocument").objects.filter(part="revision")
    earlier = parts.filter(document__supersedes__isnull=False).values("document__supersedes")
    apps.get_model("indicators", "IndicatorTarget").objects.filter(document__in=earlier).update(
        is_dropped=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0008_reports_kept"),
        ("indicators", "0006_goals_kept"),
        ("registers", "0004_told_apart"),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
