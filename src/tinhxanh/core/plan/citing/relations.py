"""One instrument carries out, amends, replaces or details another: canonical text -> relations."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from tinhxanh.core.plan.citing import instruments, issuers, references
from tinhxanh.core.plan.citing.instruments import Citation
from tinhxanh.core.plan.facts import Relation

_CARRY = re.compile(
    r"(?:^|[.;:\n(]\s*|[-–+]\s+|(?:và|đồng thời|Ngoài ra|Bên cạnh đó),?\s+"
    r"|(?:Thời gian qua|Những năm qua|Trong (?:thời gian|những năm) qua|Năm 20\d\d|Trong năm 20\d\d),\s+)"
    r"(?:Để\s+)?(?:[Tt]hực hiện"
    r"|[Tt]riển khai(?:\s+(?:thực hiện|kịp thời|và))*|[Tt]iếp tục thực hiện|[Tt]iếp tục triển khai"
    r"|kịp thời và hiệu quả|[Cc]ụ thể hóa)"
    r"(?:\s+(?:ý kiến chỉ đạo(?:\s+của\s+[^.;,]{3,60}?)?\s+tại|nội dung|chỉ đạo"
    r"(?:\s+của\s+[^.;,]{3,60}?)?\s+tại|kịp thời|và|hiệu quả|nghiêm|có|các|yêu cầu|tinh thần|nhiệm vụ"
    r"(?:\s+được giao)?\s+tại))*\s*$"
)
_OWN = re.compile(
    r"(?:ban hành\s+(?:kèm theo\s+)?(?:Kế hoạch|Chương trình|Chỉ thị|Phương án|Đề án)(?!\s+số)|"
    r"(?:kính\s+)?báo cáo(?:\s+\S+){0,12}\s+như sau|như sau\s*:|(?:xây dựng|ban hành)\s+Kế hoạch"
    r"|thông báo|yêu cầu|đề nghị|có ý kiến|mời)"
)
_ON_GROUNDS = re.compile(r"(?:căn cứ|theo quy định tại|trên cơ sở)\s+(?:các\s+)?$", re.IGNORECASE)
# "…; trên cơ sở Luật X, Nghị định số Y": a law without a number may stand before what else is a ground.
_GROUNDS_BEGIN = re.compile(r";\s*(?:và\s+)?(?:căn cứ|trên cơ sở|theo quy định tại)\s", re.IGNORECASE)
_JOINS = re.compile(r"(?:và|,|;)\s*$")
# "… và Kế hoạch X ban hành kèm theo Quyết định số Y": it is carried out by the number that issued it.
_JOINS_ISSUED = re.compile(
    r"(?:và|,|;)\s+(?:Kế hoạch|Chương trình|Chiến lược|Đề án|Phương án|Quy hoạch|Quy chế|Bộ tiêu chí)\s"
    r"[^;.\n()]{3,200}?\s(?:(?:được\s+)?(?:ban hành|phê duyệt)\s+)?(?:kèm theo|tại)\s+$"
)
_AMENDS = re.compile(
    r"sửa đổi(?:,\s*bổ sung)?(?:\s+(?:một số (?:điều|nội dung)|khoản[^.;]{0,30}|Điều[^.;]{0,30}"
    r"|Phụ lục[^.;]{0,20}))?(?:\s+của)?\s*$",
    re.IGNORECASE,
)
_REPLACES = re.compile(r"(?:thay thế|bãi bỏ|thay cho)(?:\s+(?:cho|toàn bộ))?\s*$", re.IGNORECASE)
_DETAILS = re.compile(
    r"quy định chi tiết(?:\s+(?:và (?:hướng dẫn|biện pháp) thi hành|một số điều|thi hành))*(?:\s+"
    r"(?:một số điều|thi hành))*(?:\s+của)?\s*$",
    re.IGNORECASE,
)
_TITLE_CARRY = re.compile(r"(?:triển khai(?:\s+thực hiện)?|thực hiện|thi hành)\s*$", re.IGNORECASE)


def find(
    text: str, title: str | None, own: str | None, cited: Iterable[Citation] | None = None
) -> tuple[Relation, ...]:
    """The relations a text states; `own` is the document's number, `cited` what the text cites where that
    is known already. A mere citation or legal ground is none.
    """
    found: dict[Relation, None] = {}
    cited = sorted(instruments.find(text) if cited is None else cited, key=lambda c: c.start)
    for relation in (
        *_of_title(title),
        *_of_text(text, cited, own),
        *_of_grounds(text, cited),
        *_changes(text, cited),
        *_passive(text, cited),
        *_of_laws(text, cited),
    ):
        if relation.origin != relation.to and relation.to != own:
            found.setdefault(relation, None)
    return tuple(found)


def _of_title(title: str | None) -> Iterator[Relation]:
    outer: Citation | None = None
    for cited in instruments.find(title or ""):
        inside = outer is not None and cited.start < outer.end
        if cited.number is not None and _TITLE_CARRY.search((title or "")[: cited.start]):
            # An instrument within the title of another is carried out by that one.
            yield Relation(outer.number if outer is not None and inside else None, cited.number, "implements")
        outer = outer if inside else cited


def _of_text(text: str, cited: Sequence[Citation], own: str | None) -> Iterator[Relation]:
    """From "Thực hiện A …, X đã ban hành B": B implements A; where the sentence introduces this
    document, it does.
    """
    for place, a in enumerate(cited):
        if a.number is None or not _carried(text, a.start):
            continue
        end = _sentence_end(text, a.end)
        later = cited[place + 1 : bisect_left(cited, end, key=lambda c: c.start)]
        issued = next(
            (
                n
                for n, b in enumerate(later, place + 1)
                if b.number is not None and b.number != a.number and _is_issued(text, a, b)
            ),
            None,
        )
        if issued is not None:
            for b in (cited[issued], *_issued_beside(text, cited, issued)):
                yield Relation(b.number, a.number, "implements")
            continue
        line_end = text.find("\n", a.end)
        sentence = text[a.end : line_end if line_end >= 0 else len(text)]
        issuing = _OWN.search(sentence)
        if issuing is not None and not re.search(r"\sđã\s", sentence) and a.start < 6000:
            yield Relation(None, a.number, "implements")
            before = bisect_left(cited, a.end + issuing.start(), key=lambda c: c.start)
            for last, b in itertools.pairwise(cited[place : max(before, place + 1 + len(later))]):
                between = text[max(0, min(last.end, b.start - 30)) : b.start]
                if _ON_GROUNDS.search(between[-30:]) or _GROUNDS_BEGIN.search(between):
                    break  # it and those joined to it are grounds
                if b.number is not None and (_JOINS.search(between[-4:]) or _JOINS_ISSUED.search(between)):
                    yield Relation(None, b.number, "implements")
    yield from _following(text, cited)


_CARRIES_OUT = re.compile(
    r"(?:-\s+)?(?:Để\s+)?(?:(?:Tiếp tục\s+)?(?:[Tt]hực hiện|[Tt]riển khai)(?:\s+thực hiện)?)\s"
)
_GROUND = re.compile(r"(?:-\s+)?(?:Căn cứ|Xét|Theo đề nghị|Theo|Trên cơ sở)\s")
# The paragraph behind the grounds in which the document issues what it is.
_ISSUES = re.compile(
    r"(?:(?:UBND|[ỦU][ỷy] ban nhân dân|Chủ tịch|Sở|Ban)\s[^.;:\n]{0,80}?"
    r"(?:ban hành|xây dựng|yêu cầu|chỉ thị)\s"
    r"|^QUYẾT ĐỊNH\s*:?\s*$)"
)
# "Để bảo đảm tiến độ, Chủ tịch UBND tỉnh có ý kiến như sau:" below the ground of a letter.
_ISSUES_TO = re.compile(
    r"(?:(?:Để|Nhằm)\s[^\n]{3,400}?,\s+)?(?:UBND|[ỦU][ỷy] ban nhân dân|Chủ tịch|Sở|Ban)\s[^.;:,\n]{0,80}?"
    r"(?:có ý kiến|chỉ đạo|yêu cầu|đề nghị|chỉ thị|giao|ban hành|xây dựng)\s[^\n]{0,200}?"
    r"(?:sau|sau đây|dưới đây)\s*:\s*$"
)
_NEXT_ONE = re.compile(r"(?:;|,|và)\s*(?:các\s+)?$")
_HEAD = 8000  # letters within which a document says what it carries out


def _of_grounds(text: str, cited: Sequence[Citation]) -> Iterator[Relation]:
    """From paragraphs "Thực hiện A …;" above the one that issues this document: it implements each A."""
    held: list[tuple[int, int]] = []
    at = 0
    for line in text[:_HEAD].split("\n"):
        carries = _CARRIES_OUT.match(line) is not None and not re.search(r"\sđã\s", line)
        issues = _ISSUES.search(line) if carries else _ISSUES.match(line) or _ISSUES_TO.match(line)
        if carries:
            held.append((at, at + (issues.start() if issues is not None else len(line))))
        if held and issues is not None and not re.search(r"\sđã\s", line[issues.start() :][:160]):
            for start, end in held:
                yield from _listed(text, cited, start, end)
            return
        if not carries and not _GROUND.match(line):
            held = []
        at += len(line) + 1


def _listed(text: str, cited: Sequence[Citation], start: int, end: int) -> Iterator[Relation]:
    """The instruments that the paragraph `[start, end)` lists as carried out: not those their titles name."""
    first = bisect_left(cited, start, key=lambda c: c.start)
    behind = start
    for one in cited[first : bisect_left(cited, end, key=lambda c: c.start)]:
        grounds = _ON_GROUNDS.search(text[max(0, one.start - 30, start) : one.start])
        if grounds is not None or _GROUNDS_BEGIN.search(text[behind : one.start]):
            return
        leads = _CARRY.search(text[max(0, one.start - 150, start - 1) : one.start]) is not None
        if one.number is not None and (
            (behind == start and (leads or text[start : one.start].endswith("; ")))
            or (behind > start and _NEXT_ONE.search(text[behind - 1 : one.start]))
        ):
            behind = one.end
            yield Relation(None, one.number, "implements")


_JOINED = re.compile(
    r"(?:Để\s+)?(?:[Tt]iếp tục\s+)?(?:[Tt]hực hiện|[Tt]riển khai)\s[^.;:\n]{3,240}(?:và|,)\s*$"
)


def _carried(text: str, at: int) -> bool:
    """Whether the words before a citation say that it is carried out, alone or as the last of several."""
    if _CARRY.search(text[max(0, at - 150) : at]):
        return True
    opening = text[text.rfind("\n", 0, at) + 1 : at]
    return len(opening) < 300 and _JOINED.match(opening) is not None and "đã" not in opening


def _sentence_end(text: str, at: int) -> int:
    match = re.compile(r"[.;](?=\s+[A-ZĐ\-–+])|\n|\./\.").search(text, at)
    return match.start() if match is not None else len(text)


def _is_issued(text: str, a: Citation, b: Citation) -> bool:
    """Whether B is issued in the sentence that carries out A: a verb of issuing or an agency right
    before it.
    """
    between = text[a.end : b.start]
    if len(between) > 700 or _JOINS_ISSUED.match(between.lstrip()):
        return False
    tail = between[-90:]
    if re.search(
        r"(?:theo|quy định tại|triển khai|thực hiện|của|căn cứ|kèm theo|nêu tại|giao tại)\s*$", tail
    ):
        return False
    return re.search(r"đã\s[^.;]*$|ban hành[^.;]{0,120}$|[\wÀ-ỹ]\s+$", tail) is not None and (
        re.search(r"(?:ban hành|đã có|có)\s+(?:các\s+)?$", tail) is not None
        or re.search(r"(?:Môi trường|tỉnh|Thương|Tài chính|phố|Xây dựng|Nội vụ|vận tải|nông thôn)\s+$", tail)
        is not None
        or re.search(r"phê duyệt[^.;]*\stại\s+$", between) is not None
    )


# ", UBND tỉnh Y đã ban hành Quyết định B" and "; Sở Z đã ban hành Kế hoạch C" behind the first one issued.
_ISSUED_TOO = re.compile(
    r"[^\n.;]{0,160}?[,;]\s+(?:và\s+)?(?:UBND|[ỦU][ỷy] ban|HĐND|Chủ tịch|Tỉnh ủy|Sở|Ban|Bộ|Công an)\s"
    r"[^,;.:\n]{1,80}?\s(?:đã\s+)?ban hành\s+(?:các\s+)?"
)


def _issued_beside(text: str, cited: Sequence[Citation], place: int) -> Iterator[Citation]:
    """What other bodies issued in the same breath as the citation at `place`, each with its own verb."""
    for last, b in itertools.pairwise(cited[place:]):
        if b.number is None or _ISSUED_TOO.fullmatch(text, last.end, b.start) is None:
            return
        yield b


_THIS = re.compile(
    r"(?:thực hiện|triển khai)\s+(?P<kind>Kế hoạch|Quyết định|Chỉ thị|Nghị quyết|Chương trình"
    r"|Công văn|Văn bản)\s+(?:này|nêu trên|trên)",
    re.IGNORECASE,
)


# "Kế hoạch số A ngày … của UBND tỉnh thực hiện Kết luận số B": it says itself what it carries out.
_ONE = re.compile(
    r"(?:Kế hoạch|Chương trình|Chỉ thị|Phương án|Đề án|Quyết định|Nghị quyết)\s[^;:,()\n]{0,40}?số\s+\S+"
    r"(?:\s+ngày\s+\d[\d/.]*(?:\s+tháng\s+\d+\s+năm\s+\d+)?)?"
)
_CARRYING = re.compile(
    r"\s+(?:về\s+(?:việc\s+)?)?(?:triển khai|thực hiện)(?:\s+(?:thực hiện|có hiệu quả))?\s+"
)


def _carries(text: str, a: Citation, b: Citation) -> bool:
    """Whether the words between two citations say that the first carries out the second."""
    one = _ONE.match(text, a.start, b.start)
    if one is None:
        return False
    _, end = issuers.find(text, one.end())
    return _CARRYING.fullmatch(text, end, b.start) is not None


def _following(text: str, cited: Sequence[Citation]) -> Iterator[Relation]:
    """From "… ban hành Kế hoạch B triển khai … A" and "thực hiện Kế hoạch này, X ban hành B": B
    implements A.
    """
    for a, b in itertools.pairwise(cited):
        if a.number is None or b.number is None or a.number == b.number:
            continue
        between = text[a.start : b.start]
        if _carries(text, a, b):
            yield Relation(a.number, b.number, "implements")
        issued = re.search(r"(?:ban hành|đã có)\s+(?:các\s+)?$", text[max(0, a.start - 30) : a.start])
        if issued is not None and len(between) < 320 and "\n" not in between:
            direct = re.search(
                r"(?:ngày\s+\S+|20\d\d)\s+[^.;]{0,40}(?:triển khai|thực hiện)[^.;]{0,40}$", between
            )
            by = re.search(r"(?:triển khai|thực hiện)[^.;]*\stheo\s*$", between)
            if direct or by:
                yield Relation(a.number, b.number, "implements")
        this = _THIS.search(text[a.end : b.start])
        if (
            this is not None
            and this["kind"].lower() == (a.kind or "").lower()
            and "\n" not in text[a.end : b.start]
        ) and re.search(r"ban hành\s+$|đã có\s+$", text[max(0, b.start - 12) : b.start]):
            yield Relation(b.number, a.number, "implements")


_AMENDED_BY = re.compile(
    r"(?:được\s+)?(?P<how>sửa đổi|bổ sung|thay thế)[^.;]{0,40}\s(?:bởi|tại|bằng)\s*$", re.IGNORECASE
)


def _passive(text: str, cited: Sequence[Citation]) -> Iterator[Relation]:
    """From "Quyết định này được sửa đổi, bổ sung bởi Quyết định B": B amends the one cited before."""
    for a, b in itertools.pairwise(cited):
        between = text[a.end : b.start] if b.start - a.end < 260 else "\n"
        if b.start < a.end and a.kind == b.kind:  # told in brackets behind what the first is about
            between = text[max(a.start, b.start - 80) : b.start]
        match = _AMENDED_BY.search(between)
        if a.number and b.number and match is not None and "\n" not in between:
            yield Relation(b.number, a.number, "replaces" if match["how"].lower() == "thay thế" else "amends")


# "… thay thế Kế hoạch số A của UBND tỉnh X và Kế hoạch số B": both are replaced.
_AND_ALSO = re.compile(
    r"\s*(?:của\s+[^.;,\n()]{2,60}?)?\s*(?:\([^()\n]{2,60}\)\s*)?(?:,|;|,?\s*và)\s+(?:các\s+)?"
)


def _changes(text: str, cited: Sequence[Citation]) -> Iterator[Relation]:
    last: Relation | None = None
    for place, target in enumerate(cited):
        between = text[cited[place - 1].end : target.start] if place else ""
        if target.number is None:
            last = None
            continue
        if last is not None and _AND_ALSO.fullmatch(between):
            last = Relation(last.origin, target.number, last.type)
            yield last
            continue
        last = None
        before = text[max(0, target.start - 140) : target.start]
        for kind, pattern in (("amends", _AMENDS), ("replaces", _REPLACES), ("details", _DETAILS)):
            match = pattern.search(before)
            if match is None:
                continue
            origin = cited[place - 1] if place else None
            near = (
                origin is not None
                and origin.number is not None
                and target.start - origin.end < 160
                and "\n" not in text[origin.end : target.start]
            )
            if near and origin is not None:
                last = Relation(origin.number, target.number, kind)
                yield last
            elif re.search(r"(?:này|Kế hoạch|Quyết định này|Chỉ thị này)[^.;]*$", before[: match.start()]):
                last = Relation(None, target.number, kind)
                yield last


# "Thông tư số A … quy định chi tiết thi hành Luật X": a law as a whole, cited by its name.
_OF_LAW = re.compile(
    r"quy định chi tiết(?:\s+(?:và\s+)?(?:hướng dẫn|biện pháp))?\s+thi hành\s+"
    r"(?=Luật\s|Bộ luật\s|Pháp lệnh\s)"
)


def _of_laws(text: str, cited: Sequence[Citation]) -> Iterator[Relation]:
    """The instruments that lay down how a law is to be carried out which has no number beside it."""
    for a in cited:
        detail = _OF_LAW.search(text, a.start, a.end) if a.number is not None else None
        name = references.law_at(text, detail.end()) if detail is not None else None
        if name is not None:
            yield Relation(a.number, name, "details")
