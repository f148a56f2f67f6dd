"""What a section of a document is for, told from its heading, and which theme and component it names."""

from __future__ import annotations

import re
from enum import StrEnum

from tinhxanh.core.plan.normal import fold, squeeze


class Section(StrEnum):
    """The use of a section. Duties stand in TASKS and ORGANISATION; numbers to reach in GOALS as well."""

    PURPOSE = "purpose"
    GOALS = "goals"
    CONTEXT = "context"
    TASKS = "tasks"
    ORGANISATION = "organisation"
    REPORTING = "reporting"
    MONEY = "money"
    PROPOSALS = "proposals"


# The first word of a heading that says what it is for. Order matters only where two begin at one place.
_WORDS: tuple[tuple[Section, str], ...] = (
    (
        Section.REPORTING,
        r"(?:chế độ|công tác)\s+(?:thông tin,?\s*|tổng hợp,?\s*)*báo cáo|(?:theo dõi|kiểm tra"
        r"|giám sát|tổng hợp|sơ kết|đánh giá)[^.]{0,50}báo cáo|thông tin,?\s*báo cáo"
        r"|báo cáo kết quả|^báo cáo$|thời (?:gian|hạn|điểm) (?:nộp|gửi) báo cáo|(?:nội dung|đề cương) báo cáo"
        r"|báo cáo (?:\w+ ){0,4}nội dung(?: như)? sau",
    ),
    (
        Section.ORGANISATION,
        r"tổ chức thực hiện"
        r"|tổ chức triển khai|phân công (?:nhiệm vụ|trách nhiệm|thực hiện|tổ chức)"
        r"|trách nhiệm (?:của|thực hiện|tổ chức|các)|phân công|tổ chức$",
    ),
    (
        Section.CONTEXT,
        r"thực trạng"
        r"|hiện trạng|tình hình|(?<!và )kết quả(?! mong đợi)|đánh giá (?:chung|kết quả"
        r"|tình hình|thực)|^đánh giá|khó khăn|tồn tại|hạn chế(?=,| và| trong|$)|nguyên nhân"
        r"|thuận lợi|bối cảnh|thành phần$|địa điểm|ưu điểm|khái quát|tổng quan|đặc điểm|bài học"
        r"|dự báo|sự cần thiết|ghi nhận",
    ),
    (
        Section.PURPOSE,
        r"mục đích|yêu cầu|quan điểm|nguyên tắc|phạm vi|đối tượng|căn cứ|cơ sở pháp lý"
        r"|cơ sở chính trị|phương châm|^thời gian|giải thích từ ngữ|hiệu lực",
    ),
    (Section.MONEY, r"kinh phí|nguồn vốn|nguồn lực thực hiện|dự toán|tài chính thực hiện"),
    (Section.PROPOSALS, r"kiến nghị|đề xuất,? kiến nghị|đề xuất$|đề nghị$"),
    (
        Section.TASKS,
        r"nhiệm vụ|giải pháp|nội dung|công việc|hoạt động|trọng tâm|kết luận"
        r"|(?<!quan điểm )(?<!quan điểm, )chỉ đạo|biện pháp"
        r"|phương hướng|kế hoạch thực hiện|tiến độ thực hiện",
    ),
    (Section.GOALS, r"mục tiêu|chỉ tiêu|tầm nhìn"),
)
_COMPILED = tuple((section, re.compile(pattern)) for section, pattern in _WORDS)
_MAX_WORDS = 34


def of_heading(text: str) -> Section | None:
    """What the heading `text` announces; None where it names none of the known uses.

    >>> of_heading("NHIỆM VỤ VÀ GIẢI PHÁP").value
    'tasks'
    """
    folded = fold(text)
    if not folded or len(folded.split()) > _MAX_WORDS:
        return None
    found = [
        (m.start(), rank, section)
        for rank, (section, p) in enumerate(_COMPILED)
        if (m := p.search(folded)) is not None
    ]
    if not found:
        return None
    first = min(found)[2]
    kinds = {section for _, _, section in found}
    if (
        first in {Section.GOALS, Section.PURPOSE}
        and Section.TASKS in kinds
        and not folded.startswith(("mục đích", "yêu cầu"))
    ):
        return Section.TASKS
    if first is Section.TASKS and Section.ORGANISATION in kinds:
        return (
            Section.ORGANISATION
            if "tổ chức thực hiện" in folded and "giải pháp" not in folded
            else Section.TASKS
        )
    return first


# What ends so introduces orders, whatever it speaks of before.
_ORDERS_BELOW = re.compile(
    r",\s+[^,.;:]{0,60}?(?:yêu cầu|đề nghị|giao|chỉ đạo|chỉ thị)(?:\s[^.;:]{0,120})?:\s*$"
)
# However long, such a head says how far an instrument reaches: "Phạm vi thực hiện của Đề án".
_SCOPE = re.compile(r"(?:phạm vi|đối tượng|quan điểm|nguyên tắc)(?: \w+){0,8}[ :]*$")


# "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH": by this a report opens with what was issued and held.
_LED = re.compile(
    r"(?:về )?(?:(?:công tác|tình hình) )?(?:lãnh đạo,? )?chỉ đạo,?(?: (?:và )?điều hành)?(?!\w)"
)
_TO_COME = re.compile(r"nhiệm vụ|giải pháp|phương hướng|thời gian tới|trọng tâm")


def within(text: str, over: Section | None, *, tells: bool = False) -> Section | None:
    """The section of what stands below the heading `text` inside a section `over`; `tells` in a report.

    Inside duties only a heading that opens with such a word leads away from them: "Hạn chế túi nhựa …" is
    a theme.
    """
    found = of_heading(text)
    if tells and over is None and _LED.match(fold(text)) and not _TO_COME.search(fold(text)):
        return Section.CONTEXT
    if found in {Section.CONTEXT, Section.PURPOSE, Section.GOALS} and _ORDERS_BELOW.search(text):
        found = over or Section.TASKS  # "Để khắc phục tồn tại nêu trên, yêu cầu:"
    if found is None:
        return over
    if over in {Section.TASKS, Section.ORGANISATION} and found not in {Section.TASKS, Section.ORGANISATION}:
        opens = next(
            (m for s, p in _COMPILED if s is found and (m := p.search(fold(text))) is not None), None
        )
        if (
            opens is None
            or opens.start() > 3
            or _COMPONENT.match(text)
            or (found is Section.CONTEXT and len(text.split()) > 5)
        ):
            return over
        long = len(text.split()) > 4 and _SCOPE.match(fold(text)) is None
        if found in {Section.PROPOSALS, Section.MONEY} or (found is Section.PURPOSE and long):
            return over
    return found


_COMPONENT = re.compile(
    r"(?:chỉ số thành phần|cstp|thành phần|csttp)\s*(?:số|thứ)?\s*:?\s*0?([1-4])(?!\d)", re.IGNORECASE
)
_NAMES = (
    (
        1,
        re.compile(
            r"giảm thiểu ô nhiễm|tác động tiêu cực của (?:biến đổi khí hậu|bđkh)|giảm thiểu.{0,40}thiên tai"
        ),
    ),
    (
        2,
        re.compile(
            r"(?:bảo|đảm|bảo đảm|đảm bảo) (?:việc )?tuân thủ|tiêu chuẩn môi trường tối thiểu|chỉ số tuân thủ"
        ),
    ),
    (3, re.compile(r"thực hành xanh|vai trò lãnh đạo")),
    (
        4,
        re.compile(
            r"chính sách (?:và|khuyến khích|ưu đãi)[^.]{0,40}dịch vụ|dịch vụ hỗ trợ doanh nghiệp"
            r"|khuyến khích và dịch vụ"
        ),
    ),
)


_INDEX = ("PGI", "Chỉ số Xanh", "Chỉ số xanh", "chỉ số Xanh", "chỉ số xanh", "CHỈ SỐ XANH")


def speaks_of_index(text: str) -> bool:
    """Whether a document speaks of the index, so that its components may be called by their titles."""
    return any(name in text for name in _INDEX)


def component(text: str, by_name: bool = False) -> int | None:
    """The PGI component (1..4) that a heading names by its number; by its title too where `by_name`.

    >>> component("Cải thiện CSTP 2 về tuân thủ")
    2
    """
    match = _COMPONENT.search(text)
    if match is not None:
        return int(match[1])
    if by_name:
        folded = fold(text)
        found = [number for number, pattern in _NAMES if pattern.search(folded)]
        return found[0] if len(found) == 1 else None
    return None


_PREFIX = re.compile(
    r"^(?:(?:về\s+)?(?:chỉ số thành phần|cstp|csttp)\s*(?:số|thứ)?\s*\d?\s*[:.–-]?\s*)", re.IGNORECASE
)
# 'Chỉ số “Thúc đẩy thực hành xanh”' is called by what stands in quotation marks.
_QUOTED = re.compile(r"(?:(?:[Vv]ề )?[Cc]hỉ số\s+)?[“\"](?P<name>[^“”\"]+)[”\"]")
_GLOSS = re.compile(r"\s*\([\x20-\x7e]*\)\s*$")
_ABBREVIATION = re.compile(r"\([A-ZĐ&]{2,8}\)$")


def theme(heading: str) -> str:
    """The theme a heading names: without "Chỉ số thành phần n:", a foreign gloss and the closing colon.

    >>> theme("CSTP 2: Khuyến khích tái chế (Recycling first)")
    'Khuyến khích tái chế'
    """
    text = re.sub(r"\[\d+\]", "", squeeze(heading)).strip(" .:;")
    text = _PREFIX.sub("", text) or text
    gloss = _GLOSS.search(text)
    if gloss is not None and not _ABBREVIATION.search(gloss[0].strip()):
        text = text[: gloss.start()]
    text = text.strip(" .:;")
    quoted = _QUOTED.fullmatch(text)
    return quoted["name"] if quoted is not None else text
