"""What the frame of every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhxanh.apps.accounts.rights import held

#: The main places: name of the address, label, the right without which it is not shown.
PLACES = (
    ("my_duties", _("Việc của tôi"), "programmes.see_my_duties"),
    ("programmes", _("Chương trình"), "programmes.see_programmes"),
    ("reports", _("Kỳ báo cáo"), "reports.see_rounds"),
    ("scoreboard", _("Bảng điểm"), "indicators.see_scoreboard"),
    ("index_league", _("Chỉ số"), "indicators.see_index"),
    ("documents", _("Văn bản"), "registers.see_documents"),
    ("leader", _("Lãnh đạo"), "reports.see_brief"),
    ("history", _("Lịch sử"), "reports.see_history"),
    ("report_template", _("Mẫu báo cáo"), "reports.change_template"),
    ("organisations", _("Cơ quan"), "accounts.see_organisations"),
)


#: Pages that belong to another place than the beginning of their address says.
ELSEWHERE = {
    "round_open": "reports",
    "submission": "reports",
    "submission_hand_in": "reports",
    "submission_load": "reports",
    "duty": "programmes",
    "urging": "programmes",
    "sub_plan": "programmes",
    "question_ask": "programmes",
}


@dataclass(frozen=True)
class Entry:
    """One entry of the main navigation."""

    name: str
    address: str
    label: Any
    is_here: bool
    is_exact: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """The province's label in the masthead, the places a person may go to, and the languages."""
    return {
        "place": settings.PROVINCE,
        "languages": settings.LANGUAGES,
        "nav": navigation(request),
        "account_note": SimpleLazyObject(lambda: _account_note(request)),
    }


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries that the signed-in person may open, in order."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return [_entry(request, name, label) for name, label, right in PLACES if user.has_perm(right)]


def _account_note(request: HttpRequest) -> str:
    """Under the person's name: where they work and as what."""
    roles = held(request.user, timezone.localdate())
    if not roles:
        return request.user.position
    return f"{gettext(roles[0].get_role_display())}, {roles[0].organisation}"


def _entry(request: HttpRequest, name: str, label: Any) -> Entry:
    """One entry, marked where the page is in that part."""
    address = reverse(name)
    return Entry(name, address, label, _is_here(request, name, address), request.path == address)


def _is_here(request: HttpRequest, name: str, address: str) -> bool:
    found = request.resolver_match
    place = ELSEWHERE.get(found.url_name or "") if found else None
    return place == name if place else request.path.startswith(address)
