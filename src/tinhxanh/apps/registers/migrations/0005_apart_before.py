"""Two duties that somebody told apart before 0004 kept that word stay apart: the history still has it.

Until 0004 the word only took the doubt away, so that judging again asked once more. What was taken away is
the difference between the row's event under that word and the one before it.
"""

from typing import Any

import pghistory
from django.db import migrations

SAID = "Để riêng với "
"""How the reason of such an event begins."""


def _named(doubts: list[dict[str, Any]]) -> set[int]:
    """The keys of duties that doubts point at."""
    return {other["fact"] for doubt in doubts if (other := doubt.get("other")) and other.get("fact")}


def remember(apps: Any, schema_editor: Any) -> None:
    """Write into `apart` what the history says was told apart, and drop doubts asked again since."""
    event, fact = apps.get_model("registers", "ReadFactEvent"), apps.get_model("registers", "ReadFact")
    said = event.objects.filter(pgh_context__metadata__why__startswith=SAID).order_by("pgh_id")
    told: dict[int, set[int]] = {}
    for pk, owner, doubts in said.values_list("pgh_id", "pgh_obj_id", "doubts"):
        earlier = event.objects.filter(pgh_obj_id=owner, pgh_id__lt=pk).order_by("-pgh_id")
        before = earlier.values_list("doubts", flat=True).first()
        told.setdefault(owner, set()).update(_named(before or []) - _named(doubts))
    for one in fact.objects.filter(pk__in=told).order_by("pk"):
        _keep(one, told[one.pk])


def _keep(fact: Any, told: set[int]) -> None:
    new = sorted(told - set(fact.apart))
    if not new:
        return
    fact.apart = [*fact.apart, *new]
    fact.doubts = [doubt for doubt in fact.doubts if not _named([doubt]) & told]
    fact.version += 1
    with pghistory.context(why="Giữ lại lời đã để riêng"):
        fact.save(update_fields=["apart", "doubts", "version"])


class Migration(migrations.Migration):
    dependencies = [("registers", "0004_told_apart"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
