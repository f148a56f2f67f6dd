"""What the columns of a table are for, told from the words of its header."""

from __future__ import annotations

import re

from tinhxanh.core.plan.normal import fold

_RANK = r"(?:xếp hạng|thứ hạng|thứ bậc|vị trí|(?<!\w)hạng(?! mục(?! tiêu)))"
_GOAL = (
    r"(?:mục tiêu|phấn đấu|cần đạt|chỉ tiêu (?:giao|đến|(?:các |theo (?:từng )?|từng |hằng )?năm|giai đoạn"
    r"|kế hoạch|20\d\d)|(?:kế hoạch|kh) (?:(?:các )?năm|giai đoạn|20\d\d)"
    r"|lộ trình.* 20\d\d$)"
)
# Role -> what its header says. The first that fits wins, so narrow words stand before wide ones.
_ROLES: tuple[tuple[str, str], ...] = (
    ("id", r"^(?:s\.?\s?t\.?\s?t\.?|tt|số tt|số thứ tự|mã số|mã|mục|#)\s*\.?$"),
    ("rhythm", r"(?:chế độ|kỳ|định kỳ|tần suất|chu kỳ) (?:báo cáo|đánh giá|cập nhật|theo dõi)"),
    ("unit", r"^(?:đơn vị tính|đvt|đơn vị|đ/v tính|đơn vị đo)$|\(đvt\)"),
    (
        "name",
        r"^(?:tên\s+)?(?:các\s+)?(?:chỉ số(?! mục tiêu)|chỉ tiêu(?! (?:giao|đến|năm|kế hoạch|phấn đấu"
        r"|(?:các|từng|hằng|theo(?: từng)?) năm|giai đoạn|20\d\d|(?:về )?(?:xếp|thứ) (?:hạng|bậc)))"
        r"|tiêu chí|tên (?:chỉ|tiêu))",
    ),
    # A rank is a wanted one beside a word for goals, in either order ("Thứ hạng phấn đấu").
    (
        "target_rank",
        rf"(?:{_GOAL}|kế hoạch|chỉ tiêu).*{_RANK}|{_RANK}.*(?:{_GOAL}|kế hoạch|dự kiến)",
    ),
    ("target", rf"{_GOAL}|(?:điểm|giá trị|chỉ số) dự kiến"),
    # who puts it in force, or to whom it is submitted: neither does the work
    (
        "approval",
        r"^(?:cấp|nơi|cơ quan|thẩm quyền|đơn vị)(?: có thẩm quyền)?"
        r" (?:ban hành|phê duyệt|quyết định|ký|thông qua|cấp)(?!\w)|^(?:cấp|nơi) trình|^trình(?! độ)",
    ),
    (
        "deadline",
        r"thời gian|thời hạn|tiến độ|(?<!sản phẩm )(?<!kết quả )hoàn thành|thời điểm|kỳ hạn|hạn$|lộ trình",
    ),
    ("rank", _RANK),
    ("median", r"trung vị|trung bình"),
    (
        "coordinate",
        r"^(?!.*chủ trì).*(?:phối hợp|tham gia|cùng (?:thực hiện|làm|giải quyết))|^(?:cqph|đvph)$",
    ),
    ("both", r"chủ trì.*phối hợp"),
    (
        "lead",
        r"chủ trì|đầu mối|theo dõi, phụ trách|chịu trách nhiệm chính|^(?:cqct|đvct)$"
        r"|(?:cơ quan|đơn vị) (?:tham mưu|soạn thảo|trình|đề xuất)",
    ),
    (
        "value",
        r"(?:kết quả|thực hiện|giá trị|điểm)[^.]*(?:năm )?20\d\d.*(?:giá trị|điểm)"
        r"|^(?:kết quả|hiện trạng|giá trị|điểm)(?: (?:đạt được|thực hiện))?"
        r"(?: (?:của|trên) [^.]{3,24})? năm 20\d\d$"
        r"|năm 20\d\d (?:kết quả"
        r"|giá trị|điểm)|(?:kết quả"
        r"|thực hiện) (?:năm )?20\d\d$",
    ),
    ("product", r"sản phẩm|kết quả|đầu ra|hồ sơ|(?:hình thức|dạng|loại|thể thức) văn bản"),
    ("money", r"kinh phí|nguồn vốn|nguồn lực|dự toán|vốn"),
    ("note", r"ghi chú|căn cứ|tài liệu|mức độ"),
    # who looks after it in person, beside the body that does it
    (
        "person",
        r"^(?:(?:tên|họ tên)\s+)?(?:cá nhân|lãnh đạo|người|đồng chí|đ/c)(?!\w).*"
        r"(?:phụ trách|chỉ đạo|theo dõi)",
    ),
    (
        "responsible",
        r"(?:cơ quan|đơn vị|tổ chức)(?:,? (?:cơ quan|đơn vị|địa phương))? (?:thực hiện|triển khai"
        r"|chịu trách nhiệm|phụ trách|được giao)|phân công|trách nhiệm"
        r"|^(?!.*(?:nội dung|nhiệm vụ|công việc|hoạt động|giải pháp)).*thực hiện$|phụ trách",
    ),
    (
        "task",
        r"nhiệm vụ|nội dung|công việc|việc (?:phải|cần|được)|phần việc|công tác"
        r"|hoạt động|giải pháp|tên (?:đề án|dự án|chương trình|văn bản)"
        r"|đề án",
    ),
    (
        "value",
        r"^điểm|điểm số|giá trị|hiện trạng|thực hiện (?:năm )?20\d\d|kết quả (?:năm )?20\d\d"
        r"|năm 20\d\d|^20\d\d$",
    ),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)


_GROUPING = re.compile(r"(?:nhóm|lĩnh vực)(?!\w)")  # what a duty belongs to, not the duty


def role(header: str) -> str | None:
    """The role of a column by its header text: id, task, lead, coordinate, both, responsible, person,
    deadline, product, unit, value, median, rank, target, target_rank, name, note, money, rhythm; None where
    unknown.

    >>> role("Cơ quan phối hợp")
    'coordinate'
    """
    text = re.sub(r"\s*\(\d+\)$", "", fold(header)).strip(" .:")
    if not text or _GROUPING.match(text):
        return None
    return next((name for name, pattern in _COMPILED if pattern.search(text)), None)


_BODY = r"(?:cơ quan|đơn vị|cq|đv|đ/vị|tổ chức)(?:\s*[,/]\s*(?:đơn vị|cá nhân|địa phương|cơ quan|tổ chức))*"
# Phrases of a header whose cells were printed one after another, without borders between them.
_PHRASES = re.compile(
    r"(?P<id>(?<!\w)(?:s\.?t\.?t|tt|số tt)(?!\w))"
    r"|(?P<code>(?<!\w)mã(?:\s+(?:số|hiệu|nhiệm vụ))?(?!\w))"
    r"|(?P<group>(?:phân công\s+)?(?:trách nhiệm|phân công thực hiện|phân công|tổ chức thực hiện)(?:\s+"
    r"(?:thực hiện|của các cơ quan))?(?!\s+chủ trì))"
    r"|(?P<approval>(?:cấp|nơi|cơ quan|thẩm quyền)\s+(?:trình|ban hành|phê duyệt|quyết định|ký|thông qua))"
    rf"|(?P<lead>(?:giao\s+)?(?:{_BODY}\s+)?(?:chủ trì|đầu mối|chịu trách nhiệm(?:\s+chính)?)"
    rf"(?:\s+(?:chủ trì|thực hiện|tham mưu|theo dõi))*|{_BODY}\s+tham mưu|cqct|đvct)"
    rf"|(?P<coordinate>(?:giao\s+)?(?:{_BODY}\s+)?(?:phối hợp|cùng (?:thực hiện|làm|tham gia|giải quyết))"
    rf"(?:\s+thực hiện)?|{_BODY}\s+tham gia|cqph|đvph)"
    r"|(?P<deadline>(?:thời gian|thời hạn|tiến độ|thời điểm|lộ trình)(?:\s+(?:thực hiện|hoàn thành|trình"
    r"|ban hành|kết thúc|báo cáo))?(?:,\s*(?:thực hiện|hoàn thành))?|hạn hoàn thành|hạn xử lý|(?:xong"
    r"|hoàn thành) trước|(?<!sản phẩm )(?<!kết quả )hoàn thành(?=$|\s+(?:cơ quan|đơn vị|chủ trì|phối hợp"
    r"|sản phẩm|kết quả|kinh phí|ghi chú)))"
    r"|(?P<product>(?:dự kiến\s+)?(?:sản phẩm|kết quả)(?:\s*/\s*(?:sản phẩm|kết quả)"
    r"|\s+(?:đầu ra|dự kiến|thực hiện|đạt được|chính))*"
    r"|(?:hình thức|dạng|loại|thể thức)\s+văn bản)"
    r"|(?<=sản phẩm )(?P<done>hoàn thành)"
    r"|(?P<note>ghi chú)"
    r"|(?P<money>(?:dự kiến\s+)?(?:kinh phí|nguồn vốn|nguồn kinh phí|nguồn lực)(?:\s+thực hiện)?)"
    rf"|(?P<responsible>{_BODY}\s+(?:thực hiện|triển khai|phụ trách|được giao))"
    r"|(?P<task>(?:(?:tên|danh mục)\s+)?(?:đề án,\s*)?(?:nhiệm vụ|nội dung|công việc|hoạt động"
    r"|giải pháp|phần việc"
    r"|(?:tên|danh mục)\s+(?:chương trình|dự án|công trình)"
    r"|(?<!công )việc (?:cần|phải|được))(?:[,/]?\s*(?:và\s+)?"
    r"(?:nhiệm vụ|hoạt động|nội dung|giải pháp|công việc|cụ thể|thực hiện|chủ yếu|trọng tâm))*)"
)


def of_running_header(text: str) -> tuple[str, ...]:
    """The roles of the columns of a header that was printed as running words.

    A group head ("Phân công trách nhiệm") gives its place to the lead and coordinate columns printed
    below it.
    """
    found = [m.lastgroup or "" for m in _PHRASES.finditer(fold(text))]
    # "Sản phẩm | Hoàn thành": a column of its own only where no other tells the time.
    done = "deadline" if "deadline" not in found else "product"
    roles = list(dict.fromkeys(done if name == "done" else name for name in found))
    if "group" in roles:
        inner = [r for r in roles if r in {"lead", "coordinate"}]
        outer = [r for r in roles if r not in {"lead", "coordinate"}]
        at = outer.index("group")
        roles = outer[:at] + (inner or ["responsible"]) + outer[at + 1 :]
    return tuple(roles)


def phrase_starts(text: str) -> list[int]:
    """Where in a running header the head of each column begins.

    >>> phrase_starts("Cơ quan chủ trì Cơ quan phối hợp")
    [0, 16]
    """
    folded = fold(text)
    if len(folded) != len(text):
        return [0]
    return [match.start() for match in _PHRASES.finditer(folded) if match.lastgroup != "done"] or [0]
