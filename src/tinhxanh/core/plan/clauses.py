"""Clauses before the subject of a sentence: "Đến hết quý II/2026, Sở X …", "Sau khi …, Sở Y …"."""

from __future__ import annotations

import re

from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import UPPER

# Words of time, condition, ground or purpose with which a clause begins before those who act.
_OPENS = re.compile(
    r"(?:Đến|Tới|Từ|Trước|Trong|Sau|Ngay sau|Chậm nhất|Muộn nhất|Hoàn thành trước|Khi|Nếu|Hằng|Hàng"
    r"|Định kỳ|Mỗi|Ngày|Tháng|Quý|Năm|Cuối|Đầu|Giai đoạn|Thời gian|Theo|Căn cứ|Trên cơ sở|Để|Nhằm|Với"
    r"|Đối với|Riêng|Ngoài|Bên cạnh|Đồng thời|Trường hợp|Tùy|Tuỳ|Tại|Qua|Thông qua|Vào|Không quá|Song song"
    r"|(?:Chiều|Sáng|Thứ|Chủ nhật)(?=(?:\s+\w+){0,3}?\s+(?:h[ằà]ng|mỗi)\s)"
    r"|Kể từ|Tiếp tục|Nhân|Dựa|Khoảng|Từng|Cùng với|\d{1,2} tháng)\s"
)
# What a point is about, printed before its first sentence: "Chế độ báo cáo: Hằng quý, các sở …".
_LABEL = re.compile(
    r"(?:Về\s+)?(?:[Cc]hế độ|[Cc]ông tác)\s+(?:(?:thông tin|tổng hợp|theo dõi)(?:,\s*|\s+và\s+|\s+))*"
    r"báo cáo(?:\s+(?:định kỳ|kết quả(?:\s+thực hiện)?))?\s*:\s*"
)
_ALONE = re.compile(r"(?:Riêng|Riêng đối với|Đồng thời|Đồng thời,)\s+")
_CANDIDATE = re.compile(rf"(?<=[\s(])(?=[{UPPER}]|các\s|những\s|từng\s|chính quyền\s|cơ quan\s|đơn vị\s)")
_REACH = 320  # letters of a clause; a longer one is a sentence of its own
_BEFORE = re.compile(r"[,:)]\s*(?:(?:thì|đồng thời|và)\s+)?(?:(?:riêng|giao|yêu cầu|đề nghị)\s+)?$")


def agents(text: str) -> tuple[tuple[agencies.Name, ...], int]:
    """The list of agencies behind the opening clause of a sentence and the offset behind it; () without.

    >>> [name.text for name in agents("Sau khi Bộ Y tế hướng dẫn, Sở Y tế mở lớp.")[0]]
    ['Sở Y tế']
    """
    alone = _ALONE.match(text)
    if alone is not None:
        names, end = agencies.scan(text, alone.end())
        if names:
            return names, end
    opened = _OPENS.match(text)
    if opened is None:
        return (), 0
    # A ground is often parted from those who act on it by a semicolon: "Căn cứ nhiệm vụ được giao; …".
    ground = opened[0].startswith(("Căn cứ", "Theo", "Trên cơ sở"))
    at = opened.end() - 1
    while (candidate := _CANDIDATE.search(text, at, _REACH)) is not None:
        if ". " in text[at : candidate.start()] or (";" in text[at : candidate.start()] and not ground):
            break
        names, end = agencies.scan(text, candidate.start())
        before = text[: candidate.start()]
        if names and (_BEFORE.search(before) or (ground and before.endswith("; "))):
            return names, end
        at = max(end, candidate.start() + 1)
    return (), 0


def behind_label(text: str) -> str:
    """The text behind the label of a point about reporting; the whole of it where it has none.

    >>> behind_label("Chế độ báo cáo: Hằng quý, Sở Y tế báo cáo.")
    'Hằng quý, Sở Y tế báo cáo.'
    """
    label = _LABEL.match(text) if "báo cáo" in text[:60] else None
    return text[label.end() :] if label is not None else text


def parts(sentence: str) -> list[str]:
    """A sentence cut at its semicolons; one between agencies that act together cuts nothing.

    >>> parts("Các sở, ban, ngành; UBND các xã báo cáo trước ngày 5/6; Sở Y tế tổng hợp.")
    ['Các sở, ban, ngành; UBND các xã báo cáo trước ngày 5/6', 'Sở Y tế tổng hợp.']
    """
    found: list[str] = []
    held = ""
    for piece in _SEMICOLON.split(sentence):
        names, end = agencies.scan(piece, 0)
        if names and not piece[end:].strip():
            held += piece + "; "
            continue
        found.append(held + piece)
        held = ""
    return [*found, held.rstrip("; ")] if held else found


_SEMICOLON = re.compile(r";\s+")
