"""The scoreboard of a province in one edition of the index, as a page and as a table to take away."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhxanh.apps.indicators import queries
from tinhxanh.apps.indicators.engine_cases import separate
from tinhxanh.apps.indicators.models import Indicator, Observation
from tinhxanh.apps.indicators.queries import Row, Scoreboard
from tinhxanh.apps.programmes import serving
from tinhxanh.apps.programmes.rights import reach
from tinhxanh.apps.programmes.serving import Serving
from tinhxanh.apps.registers.models import Document
from tinhxanh.web.engine_words import as_printed
from tinhxanh.web.forms.scoreboards import ChoiceForm, slug_of
from tinhxanh.web.rights import requires
from tinhxanh.web.templatetags.index_numbers import titled

Status = Observation.Status


@requires("indicators.see_scoreboard")
@require_GET
def scoreboard(request: HttpRequest) -> HttpResponse:
    """The page: total, editions, components and indicators, sources."""
    board = _board(request)
    if board is None:
        return render(request, "scoreboards/empty.html")
    served = _serving(request, board)
    context: dict[str, Any] = {
        "board": board,
        "rows": [_shown(row, served) for row in board.rows],
        "served": served,
        "form": ChoiceForm(board.province, board.edition),
        "place_slug": slug_of(board.province),
        "target_year": board.targets[0].year if board.targets else None,
        "sums": {
            "scores": queries.adds_up(board.total, board.sum_of_scores),
            "targets": queries.adds_up(board.total, board.sum_of_targets, of_targets=True),
        },
        "reading": _reading(board, served),
        "n_indicators": sum(len(part.indicators) for part in board.components),
        "jump": _jump(board),
        "notes": _break_notes(board),
        "sources": _sources(board),
        "bases": _bases(board),
        "documents": _documents(request, board),
        "may_tie": served.programme is not None
        and request.user.has_perm("programmes.change_programme", served.programme),
    }
    return render(request, "scoreboards/scoreboard.html", context)


@requires("indicators.see_scoreboard")
@require_GET
def scoreboard_table(request: HttpRequest) -> HttpResponse:
    """The same table as CSV (UTF-8 with mark, numbers with a point), with the source of every figure."""
    board = _board(request)
    if board is None:
        raise Http404(_("Không có số liệu của tỉnh hoặc kỳ này."))
    served = _serving(request, board)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"bang-diem-{slug_of(board.province)}-{board.edition.year}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(_columns(board))
    for row in ([board.total] if board.total else []) + board.rows:
        writer.writerow([_harmless(cell) for cell in _cells(row, served)])
    return response


def _board(request: HttpRequest) -> Scoreboard | None:
    """The scoreboard that the address names, by default the own province's; None where nothing is loaded.

    404 where there is no such province or edition.
    """
    name, year = request.GET.get("tinh"), request.GET.get("ky") or None
    province = queries.find_province(name or settings.PROVINCE)
    if province is None and not name:
        province = queries.provinces().first()
        if province is None:
            return None
    if province is None or (year is not None and not (year.isascii() and year.isdigit() and len(year) == 4)):
        raise Http404(_("Không có số liệu của tỉnh hoặc kỳ này."))
    edition = queries.find_edition(province, int(year) if year else None)
    if edition is None:
        raise Http404(_("Không có số liệu của tỉnh hoặc kỳ này."))
    return queries.scoreboard(province, edition)


def _serving(request: HttpRequest, board: Scoreboard) -> Serving:
    """The duties that serve the indicators, of the province's own programmes that the person may see."""
    committee = board.province.committee
    if committee is None:
        return Serving()
    seen = reach(request.user, timezone.localdate()).programmes()
    return serving.duties_for(board.edition, committee, seen)


def _shown(row: Row, served: Serving) -> dict[str, Any]:
    """A row with the number of duties that serve it; None where that is not known."""
    is_component = row.indicator.level == Indicator.Level.COMPONENT
    if served.programme is None:
        n = None
    elif is_component:
        n = served.by_component[row.indicator.component or 0]
    else:
        n = served.by_indicator[row.indicator.pk] if served.is_linked else None
    return {"row": row, "is_component": is_component, "n_duties": n}


def _reading(board: Scoreboard, served: Serving) -> dict[str, Counter[str]]:
    """How many indicators and components want much, want little, or have no duty."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("steep", "modest", "unserved")}
    for shown in (_shown(row, served) for row in board.rows):
        row, level = shown["row"], shown["row"].indicator.level
        counts["steep"][level] += row.is_steep
        counts["modest"][level] += bool(row.against_median) and not row.is_steep
        counts["unserved"][level] += shown["n_duties"] == 0
    return counts


def _jump(board: Scoreboard) -> dict[str, Any] | None:
    """The edition before this one across a break of scale, where score and rank of both are known."""
    here = next((n for n, score in enumerate(board.editions) if score.is_here), 0)
    if not here or not board.editions[here].gap_label:
        return None
    before, now = board.editions[here - 1], board.editions[here]
    known = [score.observation for score in (before, now)]
    if any(seen is None or seen.value is None or seen.rank is None for seen in known):
        return None
    return {"before": before, "now": now}


def _break_notes(board: Scoreboard) -> list[str]:
    """What is known of the breaks before this edition and after it."""
    here = next((n for n, score in enumerate(board.editions) if score.is_here), 0)
    near = board.editions[here : here + 2]
    return [score.edition.break_note for score in near if score.gap_label and score.edition.break_note]


def _sources(board: Scoreboard) -> list[str]:
    """Every source of a figure or goal on the page, once, addresses last."""
    texts = [one.source for one in (*board.observations, *board.targets)] + [board.edition.source]
    return sorted(separate(texts), key=lambda part: part.startswith("http"))


def _documents(request: HttpRequest, board: Scoreboard) -> list[tuple[Document, bool]]:
    """The documents of the goals, each with whether the person may open it."""
    named = dict.fromkeys(goal.document for goal in board.targets if goal.document)
    return [(one, request.user.has_perm("registers.see_documents", one)) for one in named]


def _bases(board: Scoreboard) -> list[tuple[Observation, str]]:
    """How each inferred figure on the page was found."""
    return [(one, one.basis) for one in board.observations if one.basis]


def _columns(board: Scoreboard) -> list[str]:
    year = board.targets[0].year if board.targets else ""
    return [
        _("Mã"), _("Thành phần, chỉ tiêu"), _("Đơn vị"), _("Chiều"), board.province.name, _("Giá trị là"),
        _("Trung vị"), _("Hạng"), _("Hạng là"), _("So với kỳ trước"), f"{_('Mục tiêu')} {year}".strip(),
        _("Hạng mục tiêu"), _("Còn thiếu"), _("Chủ trì"), _("Nhiệm vụ"), as_printed(_("Nguồn số liệu")),
        as_printed(_("Nguồn mục tiêu")),
    ]  # fmt: skip


def _cells(row: Row, served: Serving) -> list[Any]:
    one, seen, goal = row.indicator, row.observation, row.target
    return [
        one.code, titled(one), _(one.unit) if one.unit else "", _(one.get_direction_display()),
        seen.value if seen else None,
        _(seen.get_value_status_display()) if seen and seen.value is not None else None,
        one.median,
        seen.rank if seen else None,
        _(seen.get_rank_status_display()) if seen and seen.rank else None,
        _rounded(row.change),
        goal.value if goal else None, goal.rank if goal else None, _rounded(row.gap),
        "; ".join(goal.lead) if goal else None,
        _shown(row, served)["n_duties"],
        seen.source if seen else None, goal.source if goal else None,
    ]  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets a quotation mark before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
