"""How many duties serve an indicator or a component: what a scoreboard says beside the figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q

from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.indicators.models import Edition
from tinhxanh.apps.programmes.models import Duty, Programme


@dataclass(frozen=True, slots=True)
class Serving:
    """Duties in force by indicator id and by component, and the programme that they belong to.

    `is_linked` says whether anybody has tied a duty to an indicator; where nobody has, “none” of an
    indicator means “not known”.
    """

    programme: Programme | None = None
    by_component: Counter[int] = field(default_factory=Counter)
    by_indicator: Counter[int] = field(default_factory=Counter)

    @property
    def is_linked(self) -> bool:
        return bool(self.by_indicator)


def duties_for(edition: Edition, committee: Organisation, seen: Q) -> Serving:
    """The duties of a province's latest programme that starts from `edition`, if `seen`; two queries."""
    of_province = Programme.objects.filter(
        seen, edition=edition, organisation__path__startswith=committee.path
    )
    programme = of_province.order_by("-created_at").first()
    if programme is None:
        return Serving()
    served = Duty.objects.filter(programme=programme, is_dropped=False)
    by_component: Counter[int] = Counter()
    by_indicator: Counter[int] = Counter()
    for component, indicator, n in (
        served.values_list("component", "indicator").annotate(n=Count("pk")).order_by()
    ):
        by_component[component] += n
        by_indicator[indicator] += n
    for unknown in (by_component, by_indicator):
        unknown.pop(None, None)
    return Serving(programme, by_component, by_indicator)
