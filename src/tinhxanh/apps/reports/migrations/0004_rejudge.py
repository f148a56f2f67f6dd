"""Duties that a report alone had closed wait for the focal officer's check, as all do from now on."""

from django.db import migrations
from django.db.models import Exists, F, OuterRef


def rejudge(apps, schema_editor):
    duty = apps.get_model("programmes", "Duty")
    confirmed = apps.get_model("reports", "DutyCheck").objects.filter(
        duty=OuterRef("pk"), verdict="completed"
    )
    duty.objects.filter(reported_on__isnull=False).update(answered_on=F("reported_on"))
    said = duty.objects.filter(completed_on__isnull=False)
    said.update(said_done_on=F("completed_on"))
    said.exclude(Exists(confirmed)).update(completed_on=None)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_said_done"),
        ("reports", "0003_check_and_regime"),
    ]

    operations = [migrations.RunPython(rejudge, migrations.RunPython.noop)]
