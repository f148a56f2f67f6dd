"""Checks of the numbers: sums, increments, paths by year, text against appendix, directions and ranges."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from tinhxanh.core.plan import numbers
from tinhxanh.core.plan.checks.context import Context
from tinhxanh.core.plan.facts import IndicatorRow, Target, Warning
from tinhxanh.core.plan.normal import fold

_ROUNDING = 0.0151  # four components rounded to hundredths may miss their printed total by two of them
_FALLING = re.compile(
    r"giảm|bị|ô nhiễm|vi phạm|xử phạt|khiếu nại|sự cố|tổn thất|tiêu hao|phát thải|tồn đọng|thiệt hại"
    r"|chôn lấp|thời gian|đón tiếp|tiếp (?:nhiều |các )?đoàn|thanh tra, kiểm tra"
    r"|đoàn (?:thanh tra|kiểm tra)|số lần|phải chi trả"
    r"|phiền hà|nhũng nhiễu|thất thoát|tai nạn|ngập|khó khăn|chậm|tồn tại|từ chối|trùng lặp"
    r"|tỷ lệ nghèo|chi phí|quá hạn|điểm nóng|cường độ"
)
_RISE = re.compile(
    rf"(?P<how>tăng|giảm)\s+(?:thêm\s+)?(?P<step>{numbers.PRINTED})\s*(?P<unit>điểm"
    rf"|%)\s+so với[^()]*?(?P<base>{numbers.PRINTED})\s*(?:điểm|%)"
)
_MOST_UNITS = 63


def _shown(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def sums(context: Context) -> Iterator[Warning]:
    """The total of an indicator table against the sum of its components, now and as aimed at."""
    rows = context.facts.indicator_rows
    total = next((row for row in rows if row.id == "total"), None)
    parts = [row for row in rows if row.id != "total" and row.unit == "điểm" and "." not in row.id]
    if total is None or len(parts) < 2:
        return
    for name, read in _COLUMNS:
        whole, values = read(total), [read(row) for row in parts]
        known = [v for v in values if v is not None]
        if whole is None or len(known) < len(parts):
            continue
        if abs(sum(known) - whole) > _ROUNDING:
            added = _shown(round(sum(known), 2))
            message = f"{name}: tổng các thành phần là {added} nhưng dòng tổng ghi {_shown(whole)}."
            yield Warning(
                "sum-of-components", message, total.source, f"Đối chiếu lại {len(parts)} thành phần"
            )


_COLUMNS: tuple[tuple[str, Callable[[IndicatorRow], float | None]], ...] = (
    ("Điểm hiện tại", lambda row: row.value),
    ("Điểm mục tiêu", lambda row: row.target),
)


def increments(context: Context) -> Iterator[Warning]:
    """From "đạt X điểm (tăng Y điểm so với năm Z đạt W điểm)": X = W + Y."""
    for target in context.facts.targets:
        if target.baseline is None or target.baseline.value is None or not target.source:
            continue
        end = target.source[-1].end
        match = _RISE.search(context.canonical.text, end, min(len(context.canonical.text), end + 160))
        if match is None:
            continue
        step, base = numbers.value(match["step"]), numbers.value(match["base"])
        expected = base + step if match["how"].lower() == "tăng" else base - step
        if abs(base - target.baseline.value) < 1e-9 and abs(expected - target.value) > 0.0051:
            message = (
                f"Chỉ tiêu {target.id}: {_shown(base)} {match['how']} {_shown(step)} là"
                f" {_shown(round(expected, 3))}, văn bản ghi {_shown(target.value)}."
            )
            yield Warning(
                "increment-against-base",
                message,
                target.source,
                f"Kiểm tra mức {_shown(target.value)} hoặc mức {match['how']} {_shown(step)}",
            )


def paths(context: Context) -> Iterator[Warning]:
    """Goals of one subject by year: each year should not fall behind the one before, unless less is the
    aim.
    """
    by_subject: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in context.facts.targets:
        if target.year is not None and target.unit != "bậc":
            by_subject[target.id.rpartition(".")[0] or target.id, fold(target.subject)].append(target)
    for (_, subject), found in by_subject.items():
        ordered = sorted({t.year or 0: t for t in found}.values(), key=lambda t: t.year or 0)
        down = bool(_FALLING.search(subject)) or found[0].comparator == "<="
        for before, after in itertools.pairwise(ordered):
            fell = after.value < before.value
            if after.value != before.value and fell != down and not (down and _rises(ordered)):
                compared = "thấp" if fell else "cao"
                message = (
                    f"{after.subject}: năm {after.year} ({_shown(after.value)}) {compared} hơn"
                    f" năm {before.year} ({_shown(before.value)})."
                )
                yield Warning(
                    "path-by-year", message, (*before.source, *after.source), "Kiểm tra lại lộ trình theo năm"
                )


def _rises(ordered: list[Target]) -> bool:
    return all(a.value <= b.value for a, b in itertools.pairwise(ordered))


def against_appendix(context: Context) -> Iterator[Warning]:
    """The goal of a component in the text against the one in the indicator table."""
    rows = {
        row.component: row
        for row in context.facts.indicator_rows
        if row.unit == "điểm" and row.component and "." not in row.id
    }
    in_table = {
        id(t)
        for t in context.facts.targets
        if any(t.id == row.id and t.source == row.source for row in context.facts.indicator_rows)
    }
    for target in context.facts.targets:
        row = rows.get(target.component) if target.component is not None else None
        if id(target) in in_table or row is None or row.target is None or target.measure != "score":
            continue
        if abs(row.target - target.value) > 0.0051:
            message = (
                f"Thành phần {target.component}: phần lời ghi {_shown(target.value)} điểm,"
                f" phụ lục ghi {_shown(row.target)} điểm."
            )
            yield Warning(
                "text-against-appendix", message, (*target.source, *row.source), "Thống nhất hai chỗ"
            )


def directions(context: Context) -> Iterator[Warning]:
    """A row whose aim is worse than where it stands: a lower rank, or a value against its meaning."""
    for row in context.facts.indicator_rows:
        if row.rank is not None and row.target_rank is not None and row.target_rank > row.rank:
            message = f"{row.name}: thứ hạng mục tiêu {row.target_rank} kém hơn thứ hạng hiện tại {row.rank}."
            yield Warning("against-improvement", message, row.source, "Kiểm tra thứ hạng mục tiêu")
        elif (
            row.value is not None
            and row.target is not None
            and row.target < row.value
            and not _FALLING.search(fold(row.name))
        ):
            message = f"{row.name}: mục tiêu {_shown(row.target)} thấp hơn hiện tại {_shown(row.value)}."
            yield Warning(
                "against-improvement", message, row.source, "Kiểm tra mức mục tiêu hoặc chiều cải thiện"
            )


def ranges(context: Context) -> Iterator[Warning]:
    """Numbers that cannot be: shares over 100, component scores over 10, ranks beyond the number of
    provinces.
    """
    for target in context.facts.targets:
        problem = _impossible(target)
        if problem is not None:
            yield Warning(
                "number-out-of-range",
                f"Chỉ tiêu {target.id}: {problem}.",
                target.source,
                "Kiểm tra lại con số",
            )


def _impossible(target: Target) -> str | None:
    if (
        target.measure == "percent"
        and not 0 <= target.value <= 100
        and not re.search(r"tăng|giảm", fold(target.subject))
    ):
        return f"{_shown(target.value)} % nằm ngoài khoảng 0–100 %"
    if target.measure == "score" and target.component is not None and target.value > 10:
        return f"điểm thành phần {_shown(target.value)} lớn hơn 10"
    ranks = [
        target.target_rank,
        int(target.value) if target.measure == "rank" and target.unit == "hạng" else None,
    ]
    wrong = next((rank for rank in ranks if rank is not None and not 1 <= rank <= _MOST_UNITS), None)
    return f"thứ hạng {wrong} không có trong {_MOST_UNITS} tỉnh, thành phố" if wrong is not None else None
