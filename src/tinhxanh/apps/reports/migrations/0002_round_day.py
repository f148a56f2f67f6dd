"""A plan may have two reports of one period that are due on different days."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="round", name="round_opened_once"),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                fields=("programme", "rhythm", "year", "number", "hand_in_on"), name="round_opened_once"
            ),
        ),
    ]
