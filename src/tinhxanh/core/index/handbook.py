"""The ten steps of the OECD/JRC Handbook (2008) as one report on one index.

Every step says what was looked at, what was found, and whether it needs attention. Statistics come
before uncertainty, as the Handbook asks: an incoherent index is not made better by error bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tinhxanh.core.index import coherence
from tinhxanh.core.index.choices import Choice, Noise
from tinhxanh.core.index.data import Data, Floats
from tinhxanh.core.index.influence import Sensitivity, sensitivity
from tinhxanh.core.index.moments import SMALLEST, shape
from tinhxanh.core.index.pipeline import score
from tinhxanh.core.index.recipe import Recipe, Standing, Step
from tinhxanh.core.index.result import Result
from tinhxanh.core.index.weighting import importance
from tinhxanh.core.index.wording import percent, said

Cell = str | float | int | None


@dataclass(frozen=True)
class Table:
    """Figures of a step: one row a line, cells in the order of `columns`."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Finding:
    """One thing an auditor would say; `attention` where it calls for a decision."""

    sentence: str
    attention: bool = False


@dataclass(frozen=True)
class Chapter:
    """One step of the Handbook."""

    number: int
    title: str
    findings: tuple[Finding, ...]
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Audit:
    """The whole report, the result it is about, and the sensitivity analysis behind step 7."""

    result: Result
    chapters: tuple[Chapter, ...]
    sensitivity: Sensitivity | None

    @property
    def attention(self) -> tuple[Finding, ...]:
        """All findings that call for a decision."""
        return tuple(f for chapter in self.chapters for f in chapter.findings if f.attention)


def audit(
    recipe: Recipe,
    data: Data,
    choices: Sequence[Choice | Noise] = (),
    n: int = 500,
    rng: np.random.Generator | None = None,
    outside: dict[str, Floats] | None = None,
) -> Audit:
    """Report on the index of `recipe` on `data`.

    With at least two `choices` and `rng`, step 7 runs a Sobol analysis with `n` rows. `outside` names
    other measures, one value a unit of `data`, to which step 9 compares the index.
    """
    result = score(recipe, data)
    doubt = sensitivity(recipe, data, choices, n, rng) if len(choices) > 1 and rng is not None else None
    chapters = (
        _framework(recipe),
        _selection(result),
        _missing(result),
        _multivariate(result),
        _normalisation(result),
        _weights(result),
        _robustness(doubt),
        _back_to_data(result),
        _links(result, outside or {}),
        _presentation(result),
    )
    return Audit(result, chapters, doubt)


def _framework(recipe: Recipe) -> Chapter:
    tree = recipe.tree
    findings = [
        Finding(
            f"“{recipe.name}” có {len(recipe.indicators)} chỉ tiêu trong {len(recipe.groups) - 1} nhóm, "
            f"{tree.top} tầng."
        )
    ]
    for standing, word in ((Standing.INFERRED, "suy ra"), (Standing.UNKNOWN, "chưa biết")):
        notes = [note.text for note in recipe.notes if note.standing is standing]
        findings += [Finding(f"Phần {word}: {text}", attention=True) for text in notes]
    if not recipe.sources:
        findings.append(Finding("Công thức không ghi nguồn phương pháp.", attention=True))
    groups = [node for node in tree.groups if node != tree.root]
    rows = tuple(
        (tree.codes[node], len(tree.leaves_under(node)), float(tree.weight[node])) for node in groups
    )
    return Chapter(
        1, "Khung lý thuyết", tuple(findings), (Table("Nhóm", ("mã", "chỉ tiêu", "trọng số"), rows),)
    )


def _selection(result: Result) -> Chapter:
    recipe = result.recipe
    x = _raw(result)
    unsourced = [i.code for i in recipe.indicators if not i.source and not recipe.sources]
    findings = [Finding(f"{len(unsourced)} chỉ tiêu không có nguồn.", attention=bool(unsourced))]
    rows = []
    for k, indicator in enumerate(recipe.indicators):
        column = x[:, k][~np.isnan(x[:, k])]
        distinct = len(np.unique(column))
        if distinct <= max(2, len(column) // 10):
            sentence = f"Cột “{indicator.code}”: chỉ có {distinct} giá trị khác nhau, khó phân biệt các hàng."
            findings.append(Finding(sentence, attention=True))
        rows.append(
            (indicator.code, len(column), float(column.min()), float(np.median(column)), float(column.max()))
        )
    columns = ("mã", "số giá trị", "thấp nhất", "trung vị", "cao nhất")
    return Chapter(2, "Chọn dữ liệu", tuple(findings), (Table("Chỉ tiêu", columns, tuple(rows)),))


def _missing(result: Result) -> Chapter:
    x = _raw(result)
    gaps = np.isnan(x)
    findings = [Finding(f"{gaps.sum()} ô trống trên {x.size} ô ({percent(float(gaps.mean()), 1)}).")]
    for k in np.flatnonzero(gaps.mean(axis=0) > 0.1):
        share = gaps[:, k].mean()
        findings.append(
            Finding(f"Cột “{result.recipe.codes[k]}”: thiếu {percent(share)} giá trị.", attention=True)
        )
    for ran in result.ran:
        if ran.step in ("impute", "screen"):
            touched = ", ".join(f"{code} ({what})" for code, what in ran.touched.items()) or "không ô nào"
            findings.append(Finding(f"Bước {ran.step} ({ran.method}) đã chạy: {touched}."))
    if gaps.any() and not any(ran.step == "impute" for ran in result.ran):
        findings.append(
            Finding("Ô trống không được điền; trọng số của phần còn lại được chia lại.", attention=True)
        )
    return Chapter(3, "Dữ liệu thiếu", tuple(findings))


def _multivariate(result: Result) -> Chapter:
    findings, rows = [], []
    for group in coherence.reliability(result):
        rows.append((group.group, group.children, group.alpha, group.first_component))
        if group.alpha < 0.6:
            sentence = (
                f"Nhóm “{group.group}”: alpha {said(group.alpha)} dưới 0,6; các mục con ít liên quan nhau."
            )
            findings.append(Finding(sentence, attention=True))
    for pair in coherence.redundant(result):
        a, b = pair.codes
        sentence = f"“{a}” và “{b}” tương quan {said(pair.correlation)}: gần như đo cùng một điều."
        findings.append(Finding(sentence, attention=True))
    for pair in coherence.opposed(result):
        a, b = pair.codes
        sentence = (
            f"“{a}” và “{b}” trong “{pair.group}” tương quan {said(pair.correlation)}: bù trừ lẫn nhau."
        )
        findings.append(Finding(sentence, attention=True))
    columns = ("nhóm", "mục con", "alpha", "thành phần chính thứ nhất")
    table = Table("Độ tin cậy", columns, tuple(rows))
    return Chapter(4, "Phân tích nhiều biến", tuple(findings) or _nothing(), (table,))


def _normalisation(result: Result) -> Chapter:
    x = result.stages[Step.TREAT.value]
    findings = [
        Finding(f"Bước {ran.step} ({ran.method}) đã chạy" + _touched(ran.touched) + ".")
        for ran in result.ran
        if ran.step in ("treat", "normalise")
    ]
    rows = []
    if len(x) >= SMALLEST:
        skewness, kurtosis = shape(x)
        for k, code in enumerate(result.recipe.codes):
            rows.append((code, float(skewness[k]), float(kurtosis[k])))
            if abs(skewness[k]) >= 2 and kurtosis[k] >= 3.5:
                figures = f"độ lệch {said(skewness[k])}, độ nhọn {said(kurtosis[k])}"
                sentence = f"Cột “{code}”: vẫn có ngoại lai ({figures})."
                findings.append(Finding(sentence, attention=True))
    table = Table("Hình dạng sau xử lý", ("mã", "độ lệch", "độ nhọn"), tuple(rows))
    return Chapter(5, "Xử lý và chuẩn hóa", tuple(findings), (table,))


def _weights(result: Result) -> Chapter:
    tree = result.recipe.tree
    effective = tree.effective(result.weight)
    findings, rows = [], []
    children = tree.children[tree.root]
    x = result.values[:, children]
    x = x[~np.isnan(x).any(axis=1)]
    if len(children) > 1 and len(x) > 2 and (x.std(axis=0) > 0).all():
        shares = importance(x, effective[children])
        for k, share in zip(children, shares, strict=True):
            rows.append((tree.codes[k], float(effective[k]), float(share)))
            if abs(share - effective[k]) > 0.1:
                sentence = f"Nhóm “{tree.codes[k]}”: trọng số {said(effective[k])} "
                sentence += f"nhưng tầm quan trọng thực {said(share)}."
                findings.append(Finding(sentence, attention=True))
    leaves = tuple((code, float(effective[k])) for k, code in enumerate(result.recipe.codes))
    tables = (
        Table("Thành phần", ("mã", "trọng số hiệu dụng", "tầm quan trọng thực"), tuple(rows)),
        Table("Chỉ tiêu", ("mã", "trọng số hiệu dụng"), leaves),
    )
    return Chapter(6, "Trọng số và tổng hợp", tuple(findings) or _nothing(), tables)


def _robustness(doubt: Sensitivity | None) -> Chapter:
    if doubt is None:
        sentence = "Chưa phân tích bất định và độ nhạy: cần ít nhất hai lựa chọn phương pháp."
        return Chapter(7, "Độ vững", (Finding(sentence, attention=True),))
    summary = doubt.draws.summary()
    wide = [s for s in summary if s.high - s.low > len(summary) / 4]
    findings = [
        Finding(f"{len(wide)} hàng có khoảng hạng 90 % rộng hơn một phần tư bảng.", attention=bool(wide)),
        Finding(f"Hạng dịch trung bình {said(doubt.moves.mean())} bậc so với cách tính chính."),
    ]
    ranks = tuple((s.unit, s.nominal, s.median, s.low, s.high) for s in summary)
    rows = tuple(_indices(doubt, k) for k in range(len(doubt.names)))
    steps = tuple((size, *(float(v) for v in total[:, 0])) for size, _, total in doubt.convergence)
    tables = (
        Table("Khoảng hạng", ("hàng", "hạng", "trung vị", "5 %", "95 %"), ranks),
        Table("Độ nhạy", ("lựa chọn", "bậc một", "thấp", "cao", "toàn phần", "thấp", "cao"), rows),
        Table("Hội tụ của độ nhạy toàn phần", ("N", *doubt.names), steps),
    )
    return Chapter(7, "Độ vững", tuple(findings), tables)


def _indices(doubt: Sensitivity, k: int) -> tuple[Cell, ...]:
    of = doubt.overall
    parts = of.first, of.first_low, of.first_high, of.total, of.total_low, of.total_high
    return doubt.names[k], *(float(part[k, 0]) for part in parts)


def _back_to_data(result: Result) -> Chapter:
    silent = coherence.silent(result)
    findings = [
        Finding(f"Cột “{code}”: tương quan {said(r)} với chỉ số, gần như không có tiếng nói.", attention=True)
        for code, r in silent.items()
    ]
    shifts = coherence.leave_out(result, level=1)
    rows = tuple(sorted(((code, shift) for code, shift in shifts.items()), key=lambda row: -row[1]))
    table = Table("Bỏ từng chỉ tiêu", ("mã", "hạng dịch trung bình"), rows)
    return Chapter(8, "Trở lại dữ liệu", tuple(findings) or _nothing(), (table,))


def _links(result: Result, outside: dict[str, Floats]) -> Chapter:
    if not outside:
        return Chapter(
            9, "Liên hệ với thước đo khác", (Finding("Không có thước đo khác để so.", attention=True),)
        )
    rows = []
    for name, values in outside.items():
        own = np.array([values[result.data.row[unit]] for unit in result.units])
        both = ~np.isnan(own) & ~np.isnan(result.scores)
        r = float(coherence.correlations(np.column_stack([result.scores[both], own[both]]))[0, 1])
        rows.append((name, int(both.sum()), r))
    findings = tuple(
        Finding(f"Tương quan với “{name}”: {said(r)} trên {count} hàng.") for name, count, r in rows
    )
    return Chapter(
        9,
        "Liên hệ với thước đo khác",
        findings,
        (Table("Tương quan", ("thước đo", "hàng", "r"), tuple(rows)),),
    )


def _presentation(result: Result) -> Chapter:
    ranked = [k for k in np.argsort(result.ranks[:, -1], kind="stable") if result.ranks[k, -1]]
    rows = tuple((result.units[k], float(result.scores[k]), int(result.ranks[k, -1])) for k in ranked)
    gaps = np.diff(np.sort(result.scores[~np.isnan(result.scores)]))
    close = int((gaps < 0.01 * np.nanstd(result.scores)).sum()) if len(gaps) else 0
    findings = [
        Finding(
            f"{close} cặp liền kề cách nhau chưa tới 1 % độ lệch chuẩn; thứ tự của họ không nên diễn giải."
        )
    ]
    if result.data.restated:
        findings.append(Finding(result.data.restated, attention=True))
    return Chapter(
        10, "Trình bày", tuple(findings), (Table("Bảng xếp hạng", ("hàng", "điểm", "hạng"), rows),)
    )


def _raw(result: Result) -> Floats:
    values = result.data.values[:, [result.data.column[code] for code in result.recipe.codes]]
    return values[[result.data.row[unit] for unit in result.units]]


def _touched(touched: dict[str, str]) -> str:
    return ": " + ", ".join(f"{code} ({what})" for code, what in touched.items()) if touched else ""


def _nothing() -> tuple[Finding, ...]:
    return (Finding("Không có điều gì cần lưu ý."),)
