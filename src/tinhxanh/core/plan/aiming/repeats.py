"""How often a deed is done: "ít nhất 02 lần/năm", "mỗi quý 01 lần", "01 – 02 lớp/năm"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tinhxanh.core.plan.aiming import occasions, things
from tinhxanh.core.plan.aiming.goalparts import Goal, clause_start, subject_before
from tinhxanh.core.plan.guards import Guarded
from tinhxanh.core.plan.normal import squeeze

_TIMES = Guarded(
    r"(?P<cmp>[Íí]t nhất|[Tt]ối thiểu|[Kk]hông quá|[Tt]ối đa|[Mm]ỗi năm(?:\s+ít nhất)?)?\s*(?P<v>\d{1,2})"
    r"(?:\s?[-–]\s?\d{1,2})?\s+(?P<what>lần|kỳ|cuộc|hội nghị|đợt|lớp|buổi)(?P<noun>[^,.;/]{0,60}?)\s?/\s?"
    r"(?:\d{1,2}\s+)?(?P<per>năm học|học kỳ|năm|quý|tháng|tuần|ngày)(?!\s*/)",
    "lần|kỳ|cuộc|hội nghị|đợt|lớp|buổi",
    hint=r"\d\s+(?:lần|kỳ|cuộc|hội nghị|đợt|lớp|buổi)",
)


# "Mỗi năm tổ chức ít nhất 01 lần đối thoại với doanh nghiệp"
_EACH_TIME = Guarded(
    r"[Mm]ỗi\s+(?P<per>năm|quý|tháng)\s+(?:tổ chức|thực hiện|có)\s+(?P<cmp>ít nhất|tối thiểu)?\s*"
    r"(?P<v>\d{1,2})\s+lần\s+(?P<what>[^\W\d_][^,.;()]{3,120})",
    "mỗi",
    hint=r"\d\s+lần",
)


# Who does it with whom is no part of what is counted.
_CHARGED = re.compile(
    r"^\s*[-–+]?\s*(?:[Cc]hủ trì,?\s+)?[Pp]hối hợp\s+(?:với|cùng)\s.{4,200}?\s(?=tổ chức\s)"
)


# "tổ chức kiểm tra định kỳ mỗi năm ít nhất 01 lần": the deed stands before its rhythm.
_TIMES_EACH = Guarded(
    r"(?<!\w)(?:mỗi|hằng|hàng)\s+(?P<per>năm học|học kỳ|năm|quý|tháng|tuần)\s+(?P<cmp>ít nhất|tối thiểu"
    r"|không quá"
    r"|tối đa)?\s*"
    r"(?P<v>\d{1,2})\s+(?P<what>lần|lượt|đợt)(?=\s*(?:[.,;()]|$))",
    "lần|lượt|đợt",
    hint=r"\d\s+(?:lần|lượt|đợt)",
    flags=re.IGNORECASE,
)


def _after_each(text: str) -> Iterator[Goal]:
    for match in _TIMES_EACH.finditer(text):
        begin, end = clause_start(text, match.start()), match.start()
        if not text[begin:end].strip():  # "Phát thanh ở chợ; mỗi tuần ít nhất 02 lượt"
            end = len(text[:begin].rstrip(" ;,"))
            begin = clause_start(text, end)
        unit = f"{match['what']}/{match['per']}".lower()
        subject = subject_before(text[begin:end])
        yield Goal(
            "count", things.by_word(text, match), float(match["v"]), unit, subject, None, *match.span("v")
        )


def _each(text: str) -> Iterator[Goal]:
    for match in _EACH_TIME.finditer(text):
        sign = ">=" if match["cmp"] else "="
        what = squeeze(things.COUNT_END.split(match["what"], maxsplit=1)[0])
        span = match.span("v")
        yield Goal("count", sign, float(match["v"]), f"lần/{match['per']}", what, None, *span)


def places(text: str) -> Iterator[re.Match[str]]:
    """Where rhythms stand whose numbers count nothing else."""
    yield from _TIMES.finditer(text)
    yield from _TIMES_EACH.finditer(text)


def find(text: str) -> Iterator[Goal]:
    """The numbers of times that deeds are to be done, in no order."""
    yield from _each(text)
    yield from _after_each(text)
    for match in _TIMES.finditer(text):
        if re.match(r"\s*lần", text[match.end() : match.end() + 5]):
            continue
        ranged = re.search(r"\d\s?[-–]\s?\d", match[0]) is not None
        bounded = (match["cmp"] or "").lower() in {"không quá", "tối đa"}
        sign = "<=" if bounded else ">=" if match["cmp"] or ranged else "="
        noun = squeeze(match["noun"])
        after = re.match(
            r"\s+(?!\(|đối với|trong|để|nhằm|về|theo|với|tại|và|nội)(?P<what>[^,.;]{4,160}?"
            r"(?:,\s*[^,.;]{2,40}){0,2})(?=\s+(?:thông qua|nhằm|để)|[.;]|,|$)",
            text[match.end() :],
        )
        before = _CHARGED.sub("", text[clause_start(text, match.start()) : match.start()])
        before = re.sub(
            r"^\s*(?:[Tt]hực hiện|[Tt]ổ chức|[Đđ]ịnh kỳ|[Hh][ằà]ng năm,?)\s+(?:tổ chức\s+)?",
            "",
            occasions.checked(subject_before(before)) if bounded else before,
        )
        subject = (
            noun
            or (squeeze(after["what"]) if after is not None and match["what"] == "lần" else squeeze(before))
            or squeeze(before)
        )
        if len(subject) < 4:
            subject = match["what"]
        unit = f"{match['what']}/{match['per']}"
        yield Goal(
            "count",
            sign,
            float(match["v"]),
            unit,
            subject.strip(" ,:;"),
            None,
            match.start(),
            match.end(),
        )
