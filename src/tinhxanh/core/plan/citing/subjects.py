"""What a cited instrument is about: the words behind its number, date and issuer.

Titles of instruments hold commas ("về phòng, chống thiên tai"), so a comma ends one only where the
sentence around the citation goes on: with an agency, a verb of duty, another instrument.
"""

from __future__ import annotations

import re

from tinhxanh.core.plan.normal import LOWER, squeeze

# With "về" or one of these a title begins wherever it stands; the second row could as well be the verb of
# the sentence, so it opens a title only behind a date or an issuer.
_OPENS = (
    "về việc|V/v|v/v|về|phê duyệt|ban hành|quy định|sửa đổi|hướng dẫn|triển khai|tăng cường|báo cáo|yêu cầu"
    "|giao"
)
_OPENS_BEHIND = (
    "công bố|thông qua|điều chỉnh|bổ sung|thành lập|kiện toàn|phân cấp|phân công|chấp thuận|phê chuẩn"
    "|bãi bỏ|đính chính|phát động|nâng cao|đẩy mạnh|tiếp tục|quyết định|đề nghị"
    r"|thực hiện(?=\s+(?:Nghị quyết|Quyết định|Kết luận|Chương trình|Đề án|Chiến lược|Luật|Chỉ thị|Kế hoạch))"
)
_ABOUT = re.compile(rf"[\s,:]*(?P<lead>(?:{_OPENS})\s+)", re.IGNORECASE)
_ABOUT_BEHIND = re.compile(rf"[\s,:]*(?P<lead>(?:{_OPENS}|{_OPENS_BEHIND})(?:\s+|(?=,)))", re.IGNORECASE)
_DROPPED = re.compile(r"(?:về việc|V/v|v/v|về)\s+", re.IGNORECASE)

# After a comma these go on with the sentence that cites, and with no title.
_GOES_ON_OUTSIDE = (
    r"(?:trong đó|theo đó|qua đó|cụ thể|như sau|gồm|bao gồm|căn cứ|thực hiện|đồng thời|nay|đến nay|hiện nay"
    r"|sau khi|sau đó|trên cơ sở|thời gian qua|nhằm|để|đã|sẽ|được|là|và được|có hiệu lực|yêu cầu|đề nghị"
    r"|giao(?=\s+(?:Sở|UBND|Ủy|cho|các|[A-ZĐ]))|chủ trì|tham mưu|báo cáo|gửi|trình|hoàn thành|tổ chức"
    r"|chỉ đạo|đôn đốc|kính|thay thế|kèm theo|tỉnh|đồng chí|các (?:sở|cơ quan|đơn vị|địa phương|cấp|ngành)"
    r"|đảm bảo|bảo đảm|phấn đấu|kịp thời|xây dựng|rà soát|phối hợp|mục tiêu|văn phòng|đối với"
    r"|với (?:các |một số |những )?(?:nội dung|mục tiêu|yêu cầu|số lượng|quy mô)|cơ quan|đơn vị|lãnh đạo"
    r"|chủ tịch|trước ngày|chậm nhất|thủ trưởng|theo (?:quy định|hướng dẫn|yêu cầu)|hằng năm|hàng năm"
    r"|năm\s+20\d\d\s+(?:tỉnh|toàn|các))(?!\w)"
)
# What follows a comma within a title: small letters, a year or a number.
_GOES_ON_INSIDE = re.compile(rf"(?!{_GOES_ON_OUTSIDE})[{LOWER}\d]")
# A legal ground ("Căn cứ …;") cites and does nothing else: only who acts on it ends the title.
_GROUND = re.compile(r"\s*[-–+]?\s*Căn cứ\s")
_INSIDE_GROUND = re.compile(
    rf"(?!(?:nay|sau khi|trên cơ sở|yêu cầu|đề nghị|theo đề nghị|xét đề nghị|tỉnh|có hiệu lực)"
    rf"(?!\w))[{LOWER}\d]"
)
_END = (
    r"\n|\s?\./\.?\s*(?:\n|$)|[;.:]\s|[;.:()]?$|\)\s|\(\s|\s\((?=(?:sau đây|gọi tắt|viết tắt|gọi chung|kèm"
    r"|bản|sao|gửi|có|đính"
    r"|ban hành|số|thay thế|nêu)(?!\w))"
    r"|\s+và\s+(?:Kế hoạch|Chương trình|Chiến lược|Đề án|Phương án|Quy hoạch)\s[^;.\n()]{3,200}?\s"
    r"(?:ban hành|phê duyệt)\s+(?:kèm theo|tại|theo)\s+(?:{kinds})\s+số"
    r"|\s+(?:nhằm|để|và\s+(?:các\s+)?(?:{kinds})\s+số|của\s+(?:Thủ tướng|UBND|Ủy ban))\s?"
)
_REACH = 400


class Subjects:
    """The grammar, made for the words that name kinds of instruments (`kinds`, with "|" between them)."""

    def __init__(self, kinds: str) -> None:
        self._end = re.compile(_END.replace("{kinds}", kinds) + "|,")

    def find(self, text: str, at: int, behind: bool) -> tuple[str | None, int]:
        """The subject that begins at `at` and the offset behind it; `behind`: after a date or an issuer.

        None where none begins there; `at` is then given back.
        """
        about = (_ABOUT_BEHIND if behind else _ABOUT).match(text, at)
        if about is None:
            return None, at
        dropped = _DROPPED.match(text, about.start("lead"))
        start = dropped.end() if dropped is not None else about.start("lead")
        end = self._stop(text, about.end(), min(len(text), about.end() + _REACH))
        subject = squeeze(text[start:end])
        return (subject, end) if len(subject) > 3 else (None, at)

    def _stop(self, text: str, start: int, limit: int) -> int:
        """Where the title that has begun before `start` ends; what stands between quotation marks is one."""
        position = start
        inside = _INSIDE_GROUND if _GROUND.match(text, text.rfind("\n", 0, start) + 1) else _GOES_ON_INSIDE
        while (stop := self._end.search(text, position, limit)) is not None:
            quoted = _closing(text, start, stop.start(), limit)
            if quoted is not None:
                position = quoted
            elif stop[0].startswith(")") and _is_open(text, start, stop.start()):
                position = stop.start() + 1
            elif stop[0] == "," and inside.match(text[stop.end() : stop.end() + 40].lstrip(" ")):
                position = stop.end()
            else:
                return stop.start()
        return limit if limit < len(text) else len(text)


def _is_open(text: str, start: int, at: int) -> bool:
    """Whether a parenthesis opened in the title closes at `at`."""
    return text.count("(", start, at) > text.count(")", start, at)


def _closing(text: str, start: int, at: int, limit: int) -> int | None:
    """The offset of the mark that closes a quotation open at `at`; None where none is open, or it is not
    closed on its line.
    """
    if text.rfind("“", start - 1, at) <= text.rfind("”", start - 1, at):
        return None
    close = text.find("”", at, limit)
    return close if close >= 0 and "\n" not in text[at:close] else None
