"""How the index is made: what is known, what follows, what nobody has published, edition by edition."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.models import Edition, Indicator
from tinhxanh.core.index import Note, Recipe, Source, Standing
from tinhxanh.exchange.tables import find_recipe
from tinhxanh.web.rights import requires


@dataclass(frozen=True, slots=True)
class Method:
    """One edition: its recipe's notes by standing, its sources, the indicators that are known by name."""

    edition: Edition
    recipe: Recipe
    known: list[Note]
    inferred: list[Note]
    unknown: list[Note]
    indicators: list[Indicator]

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the recipe rests on."""
        return self.recipe.sources


@requires("indicators.see_index")
@require_GET
def method(request: HttpRequest) -> HttpResponse:
    """The page, newest edition first."""
    editions = list(queries.editions().reverse())
    named = Indicator.objects.filter(edition__in=editions, level=Indicator.Level.INDICATOR)
    by_edition: dict[int, list[Indicator]] = {}
    for one in named.order_by("position"):
        by_edition.setdefault(one.edition_id, []).append(one)
    methods = [_method(one, by_edition.get(one.pk, [])) for one in editions]
    return render(request, "index/method.html", {"tab": "method", "methods": methods})


def _method(edition: Edition, indicators: list[Indicator]) -> Method:
    recipe = find_recipe(f"pgi-{edition.year}")
    notes = {standing: [note for note in recipe.notes if note.standing is standing] for standing in Standing}
    return Method(
        edition, recipe, notes[Standing.KNOWN], notes[Standing.INFERRED], notes[Standing.UNKNOWN], indicators
    )
