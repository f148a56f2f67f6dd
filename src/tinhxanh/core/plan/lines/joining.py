"""Joining printed lines into paragraphs.

A line was broken by the printer if the first word of the next one would not have fit; otherwise the
writer ended a paragraph there. Markers open paragraphs, unless they are a number or a hyphen that
happens to stand at a line's start.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tinhxanh.core.plan import markers, titles
from tinhxanh.core.plan.lines import indents, setapart, unwrapped
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.naming.agency_words import STOP
from tinhxanh.core.plan.normal import LOWER, UPPER
from tinhxanh.core.plan.source import Line

_STARTERS = re.compile(
    r"(?:Nơi nhận|Kính gửi|TM\.|KT\.|TL\.|TUQ\.|Q\.|Căn cứ |Phụ lục|PHỤ LỤC|\(\s?(?:Kèm|Ban hành)"
    r"|Ghi chú|Biểu |BIỂU "
    r"|(?:Đơn vị|Cơ quan|Đ/vị)\s+(?:chủ trì|phối hợp|thực hiện)"
    r"|Trách nhiệm(?:\s+(?:lãnh đạo|chỉ đạo|tổ chức))*\s+thực hiện\s*:|Thời gian(?:\s+(?:thực hiện"
    r"|hoàn thành))?\s*:|Thời hạn|Trên đây là"
    r"|(?:Quyết định|Chỉ thị|Kế hoạch|Chương trình|Văn bản|Nghị quyết) này (?:có hiệu lực|thay thế|đã được"
    r"|phổ biến)"
    r"|Số\s*:|CỘNG HÒA|CỘNG HOÀ|Độc lập|QUYẾT ĐỊNH\s*:|V/v )"
)
# The label of a footer opens a paragraph even where the line before it is full and has no stop.
_LABEL = re.compile(r"\(?(?:Đơn vị|Cơ quan|Đ/vị|CQ|ĐV)\s+(?:chủ trì|phối hợp|thực hiện)(?:\s\w+){0,2}\s*:")
_TIME_SAID = re.compile(r"Thời (?:gian|hạn)\s")
# What a signature by key prints at the top of a page.
_STAMP = re.compile(r"(?:Người ký|Thời gian ký|Ngày ký|Ký bởi|Cơ quan ký|Email)\s*:")
_STRONG = re.compile(r"(?:Mục tiêu(?:\s+phấn đấu|\s*:)|Phấn đấu|Tiếp tục duy trì|Chỉ tiêu\s*:)\s")
# A recital opens a paragraph whatever the length of the line before it.
_RECITAL = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo đề nghị của|Xét đề nghị của|Theo)\s+(?:(?:các|khoản \d|Điều \d)\s+)?"
    r"(?:Luật|Bộ luật|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Chương trình"
    r"|Kết luận|Thông báo|Giám đốc|Chánh Văn phòng)(?!\w)"
)
# Behind a semicolon a sentence goes on in small letters, so an order with a capital is the writer's new line.
_ORDERS = re.compile(r"(?:Giao|Yêu cầu|Đề nghị|Phân công)\s")
_DANGLING = re.compile(
    r"(?:^|\s)(?:mục|khoản|điểm|Điều|điều|Mục|Phần|phần|Phụ lục|phụ lục|số|quý|Quý|tháng|năm|ngày|từ"
    r"|đến|và|của|với|các|những|là|(?<!tiếp )theo|tại|về"
    r"|trong|cho|để|có|được|do|bằng|hoặc|giai đoạn|khoảng|trên|dưới|giữa)$"
)
# With these a paragraph cannot end even where its line was short.
_HANGING = re.compile(
    r"(?:^|\s)(?:mục|khoản|điểm|Điều|số|của|và|với|các|những|là|tại|về|do|bằng|giữa|hoặc|tham mưu|trình)$"
)
# A title in capitals that ends so goes on with the agency it names.
_TITLE_DANGLES = re.compile(r"(?:^|\s)(?:CỦA|VÀ|DO|TẠI|CHO|VỚI|CHỦ TỊCH|VĂN PHÒNG|PHÓ|GIỮA)$|,$")
# What stays together over two lines whatever room there was: a date, an office, an instrument's number.
_BROKEN = tuple(
    (re.compile(rf"(?:^|\s)(?:{first})$"), re.compile(then))
    for first, then in (
        ("ngày", r"\d{1,2}(?:/|\s+tháng)"),
        ("[Cc]hủ tịch", r"(?:UBND|[ỦU][ỷy] ban|HĐND|Hội đồng)\s"),
        (
            "(?:Nghị quyết|Quyết định|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Văn bản|Tờ trình|Báo cáo)"
            "(?: số)?",
            rf"\d{{1,5}}(?:/\d{{4}})?\s?[/-]\s?[{UPPER}]",
        ),
    )
)
_PLACE_AND_DAY = re.compile(r"[^,.;:]{2,40},\s*ngày\s.{0,12}tháng.{0,8}năm\s*20\d\d")
_LISTING = re.compile(r"(?:chủ trì|phối hợp|thực hiện|đơn vị|cơ quan)[^:.]*:", re.IGNORECASE)
_CAPS = re.compile(rf"[{UPPER}]")
_SMALL = re.compile(f"[{LOWER}]")
_GOES_ON = re.compile(r"[;,.)](?!\w)")  # a sign that a superscript mark parted from its word
_SECTION = re.compile(rf"[IVX]{{1,5}}\s?[.)]\s*[{UPPER}]")
_SENTENCE_START = re.compile(rf"[\"“(]?[{UPPER}\d]")
# Names that hold a dash: "chính trị - xã hội", "Ngân hàng … - Chi nhánh …".
_DASHED_NAME = re.compile(
    r"(?:(?:chính trị|kinh tế|văn hóa|xã hội)\s+[-–]\s*(?:xã hội|nghề nghiệp)"
    r"|Ngân hàng\s[^.;:]{3,60}\s[-–]\s*[Cc]hi nhánh)(?!\w)"
)
_FILL = 0.88  # proportional print: a full line may be this much shorter in characters than the widest


def join(lines: Sequence[Line]) -> list[list[Line]]:
    """`lines` (blank ones among them) as paragraphs, each a list of its lines."""
    if blocks := setapart.blocks(lines):
        return [paragraph for block in blocks for paragraph in _of_block(block)]
    kept: list[tuple[Line, int]] = []
    blank = 0
    for line in lines:
        if line.text.strip():
            kept.append((line, blank))
            blank = 0
        else:
            blank += 1
    usual = _usual_gap([gap for _, gap in kept])
    return _paragraphs([line for line, _ in kept], [gap > usual for _, gap in kept])


def _of_block(lines: list[Line]) -> list[list[Line]]:
    """The paragraphs of a stretch between empty lines, which set paragraphs apart: mostly one. Its short
    lines say nothing, for what broke them did not fill them.
    """
    run = _Run()
    paragraphs = [lines[:1]]
    for previous, line in pairwise(lines):
        bare = setapart.is_bare_marker(previous.text)
        if not bare and _opens(previous, line, 0, False, run):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


_SPACED = 0.4  # share of lines behind blank ones from which on these stand within paragraphs


def _usual_gap(gaps: Sequence[int]) -> int:
    """How many blank lines stand between the lines of a paragraph: none where most lines follow closely."""
    blank = Counter(gap for gap in gaps if gap)
    return blank.most_common(1)[0][0] if blank.total() > _SPACED * len(gaps) else 0


def _paragraphs(lines: list[Line], gaps: list[bool]) -> list[list[Line]]:
    if unwrapped.stands_in(lines):
        return unwrapped.paragraphs(lines)
    widths = _widths(lines)
    indented = indents.open_paragraphs(lines)
    set_in = any(indented)
    run = _Run()

    def runs_on(index: int) -> bool:  # indents open the paragraphs there, so this sentence goes on
        return set_in and not gaps[index] and _TIME_SAID.match(lines[index].text) is not None

    paragraphs: list[list[Line]] = []
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        opens = (
            previous is None
            or indented[index]
            or (_opens(previous, line, widths[index - 1], gaps[index], run) and not runs_on(index))
            or _closes_document(lines, index)
            or _follows_title(paragraphs, line)
        )
        if opens:
            paragraphs.append([line])
            run.note(line.text.strip())
        else:
            paragraphs[-1].append(line)
    return paragraphs


# How the last paragraph of a document begins, behind a line that may be full.
_LAST = re.compile(
    r"(?:Yêu cầu|Đề nghị)\s+(?:[Tt]hủ trưởng|[Gg]iám đốc|[Cc]ác|[Cc]hủ tịch)\s|(?:Trong )?(?:Q|q)uá trình\s"
    r"|Nhận được\s|Trong trường hợp\s|Nếu có\s"
)
_MOST_LAST = 8  # lines of a last paragraph


def _closes_document(lines: Sequence[Line], index: int) -> bool:
    """Whether the line opens the paragraph that ends in "./.": behind a stop, with no marker below."""
    text = lines[index].text.strip()
    if _LAST.match(text) is None or not lines[index - 1].text.rstrip().endswith("."):
        return False
    for line in lines[index : index + _MOST_LAST]:
        if line.text.rstrip().endswith("./."):
            return True
        if markers.read(line.text.strip()) is not None:
            return False
    return False


# A title's last words are the years it plans for; nothing but capitals or small letters goes on behind them.
_PLANNED = re.compile(r"(?:năm|giai đoạn|thời kỳ|[-–])\s?20\d\d$")


def _follows_title(paragraphs: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether the line opens the text below a title: the paragraph under the kind, full to its last line."""
    if len(paragraphs) < 2 or titles.KIND.fullmatch(paragraphs[-2][-1].text.strip()) is None:
        return False
    text = line.text.strip()
    return (
        _ends_with(_PLANNED, paragraphs[-1][-1].text.strip())
        and re.match(rf"[{UPPER}]", text) is not None
        and not unwrapped.is_caps(text)
    )


def _widths(lines: list[Line]) -> list[float]:
    """For each line the width that print allowed there: what lines nearby reached.

    Where several lines nearby end at the same width as this one, that is the width of its column:
    footnotes and landscape tables close by may be wider. Headings that happen to end alike are no column:
    wider lines stand between them.
    """
    lengths = [_extent(line) for line in lines]
    widths = []
    for index, own in enumerate(lengths):
        around = lengths[max(0, index - 7) : index + 8]
        near = sorted(around, reverse=True)
        alike = [at for at, length in enumerate(around) if 0.92 * own <= length <= 1.08 * own]
        wider = sum(1 for length in around[alike[0] : alike[-1]] if length > 1.08 * own) if alike else 0
        crowded = len(alike) >= 5 and own > _NARROW and wider < 0.5 * len(alike)
        width = max(around[at] for at in alike) if crowded else near[1] if len(near) > 2 else near[0]
        widths.append(width if lines[index].box is not None else max(width, _NARROW))
    return widths


_NARROW = 45  # letters: print without boxes is never set narrower, so shorter lines ended on purpose


def _extent(line: Line) -> float:
    """How far a line reaches: by its box, or in letters, capitals being wider."""
    if line.box is not None:
        return line.box.x1
    text = line.text.rstrip()
    return len(text) + 0.28 * len(_CAPS.findall(text))


class _Run:
    """The markers met so far, to tell a marker from a number that begins a line by chance."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.decimals: list[list[str]] = []  # the open ones, "2", "1" above "2", "1", "3"

    def note(self, text: str) -> None:
        marker = markers.read(text)
        if marker is None:
            return
        self.last[marker.kind] = marker.order
        if marker.kind == "decimal":
            parts = marker.label.split(".")
            self.decimals = [label for label in self.decimals if len(label) < len(parts)] + [parts]
        depth = markers.DEPTH[marker.kind]
        for kind in [kind for kind in self.last if markers.DEPTH[kind] > depth]:
            # Capitals may divide a roman heading, so they do not end its run.
            if not (marker.kind == "capital" and kind == "roman"):
                del self.last[kind]

    def lists(self, marker: markers.Marker) -> bool:
        """Whether points with the sign of the marker were listed just above."""
        return marker.kind in self.last

    def follows(self, marker: markers.Marker) -> bool:
        """Whether the marker is the first of a run or goes on with the open one."""
        last = self.last.get(marker.kind, 0)
        if marker.kind == "decimal":
            return self._follows_decimal(marker)
        if marker.kind in {"letter", "bracket", "capital"}:
            return marker.order == 1 or last < marker.order <= last + 4
        return marker.order == 1 or last < marker.order <= last + 2

    def _follows_decimal(self, marker: markers.Marker) -> bool:
        *over, _ = parts = marker.label.split(".")
        if self.last.get("number", int(over[0])) != int(over[0]):
            return False
        for label in self.decimals if "decimal" in self.last else ():
            if len(label) == len(parts) and label[:-1] == over:
                return int(label[-1]) < marker.order <= int(label[-1]) + 2
        return marker.order == 1


def _opens(previous: Line, line: Line, width: float, gap: bool, run: _Run) -> bool:
    before, text = previous.text.strip(), line.text.strip()
    if _GOES_ON.match(text) or any(two.match(text) and _ends_with(one, before) for one, two in _BROKEN):
        return False
    if _PLACE_AND_DAY.fullmatch(before):
        return True
    short = _ended_early(previous, line, width)
    if previous.bold != line.bold and _SENTENCE_START.match(text) and not _ends_with(_DANGLING, before):
        return True
    if _STAMP.match(text) or _STAMP.match(before) or text.startswith("Kính gửi"):
        return True
    if unwrapped.is_endless(previous) and not _ends_with(_HANGING, before):
        return True
    if before.endswith("./.") or (gap and (short or unwrapped.TERMINAL.search(before))):
        return True
    if unwrapped.is_caps(before) and titles.is_authority(text) and not _TITLE_DANGLES.search(before):
        return True
    marker = markers.read(text)
    if marker is not None:
        return _marker_opens(before, text, marker, short, run)
    if _word_opens(before, text, short):
        return True
    if short:
        if _ends_with(_HANGING, before):
            return False
        return not (
            before.endswith((",", "-", "–", "("))
            or (_SMALL.match(text) and not unwrapped.TERMINAL.search(before))
        )
    return bool(before.endswith(":") and _indented(previous, line))


def _word_opens(before: str, text: str, short: bool) -> bool:
    """Whether the first words of a line open a paragraph, behind a line that ends so; `short` says that
    that one ended before the margin.
    """
    if _LABEL.match(text) and not before.endswith((",", "-", "–", "(")) and not _ends_with(_DANGLING, before):
        return True
    if _heads_agency(before, text) or (before.endswith(";") and _orders(text)):
        return True
    if _STRONG.match(text) and not _ends_with(_DANGLING, before) and not before.endswith(","):
        return True
    if _RECITAL.match(text) and not _ends_with(_DANGLING, before) and not before.endswith(","):
        return True
    if _STARTERS.match(text) and (
        short or unwrapped.TERMINAL.search(before) or before.endswith(",") or unwrapped.is_caps(before)
    ):
        return True
    if unwrapped.is_caps(before) == unwrapped.is_caps(text) or not _SENTENCE_START.match(text):
        return False
    return short or (unwrapped.is_caps(before) and not _ends_with(_DANGLING, before))


def _orders(text: str) -> bool:
    """Whether a line begins with an order or a deed in a capital: within a sentence they stand small."""
    deed = text[:1].isupper() and text[1:2].islower() and STOP.match(text[:1].lower() + text[1:40])
    return bool(_ORDERS.match(text) or (deed and not agencies.opens(text)))


_LAST_WORDS = 40  # letters in which the words stand that a line ends with


def _ends_with(words: re.Pattern[str], text: str) -> bool:
    """Whether a line ends with one of `words`, which no other part of it is searched for."""
    return words.search(text, max(0, len(text) - _LAST_WORDS)) is not None


def _heads_agency(before: str, text: str) -> bool:
    """Whether a line names an agency and nothing else, behind the end of a paragraph that lists none."""
    if not before.endswith((".", ";", ":")) or text.endswith((".", ";", ",")) or _LISTING.search(before):
        return False
    return bool(agencies.of_heading(text))


def _ended_early(previous: Line, line: Line, width: float) -> bool:
    """Whether the first word of `line` would have fit behind `previous`."""
    word = len(line.text.split()[0]) + 1
    if previous.box is not None and len(previous.text) > 3:
        letter = (previous.box.x1 - previous.box.x0) / len(previous.text)
        return previous.box.x1 + (word + 1) * letter < 0.97 * width
    return _extent(previous) + word < _FILL * width


def _indented(previous: Line, line: Line) -> bool:
    if previous.box is None or line.box is None:
        return False
    return line.box.x0 > previous.box.x0 + 8


def _marker_opens(before: str, text: str, marker: markers.Marker, short: bool, run: _Run) -> bool:
    ended = short or unwrapped.TERMINAL.search(before) is not None
    rest = text[marker.length :]
    if (
        marker.kind == "roman"
        and unwrapped.is_caps(rest)
        and _SECTION.match(text)
        and before.endswith((".", ";", ":"))
    ):
        return True
    if marker.kind in {"dash", "plus", "star"}:
        if goes_on_behind_dash(before, text):
            return False
        if not rest or _SMALL.match(rest):
            return ended and not before.endswith(("-", "–"))
        listed = before.endswith(",") or run.lists(marker)
        return ended or (listed and not _ends_with(_DANGLING, before))
    if _ends_with(_DANGLING, before) and not short:
        return False
    if marker.kind in {"bracket", "small_roman"}:
        # Within a sentence "(ii)" begins a line by chance, unless "(i)" stood at the head of one.
        first = before.endswith(".") and _SENTENCE_START.match(rest) is not None
        listed = (run.lists(marker) and run.follows(marker)) if marker.order > 1 else first
        return short or before.endswith(":") or (listed and ended)
    if marker.kind == "decimal":
        return (run.follows(marker) and ended) or short
    if marker.kind in {"number", "letter", "roman", "capital"}:
        return (run.follows(marker) and (ended or _SENTENCE_START.match(rest) is not None)) or (
            short and ended
        )
    return ended or unwrapped.is_caps(rest)


def goes_on_behind_dash(before: str, text: str) -> bool:
    """Whether a line that begins with a dash goes on with a name of the line `before` that holds one."""
    if not text.startswith(("-", "–")):
        return False
    cut = len(before[-80:])
    found = _DASHED_NAME.search(f"{before[-80:]} {text[:14]}")
    return found is not None and found.start() < cut < found.end()
