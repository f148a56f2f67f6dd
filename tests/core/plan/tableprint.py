"""Duty tables of random shape, printed as text extraction leaves them: for tests that know the rows."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, replace

VERBS = (
    "Rửa",
    "Lát",
    "Sơn lại",
    "Đếm",
    "Tổ chức thay",
    "Đo",
    "Khơi thông",
    "Tham mưu UBND tỉnh sắm",
    "Trồng thêm",
)
THINGS = (
    "bể lọc ở các chợ nổi",
    "mái tôn của trạm bơm và kênh dẫn phía đông",
    "hàng dừa nước ven bãi bồi, kết hợp giữ bờ cho ngư dân",
    "giếng khoan bỏ không; lập sổ theo dõi từng giếng",
    "lưới chắn rác trước cống của 100% khu phố cổ",
    "xe ba bánh chở vỏ sò tới lò nung vôi tiết kiệm củi",
    "đèn dùng nắng trên đường ra cầu cảng",
)
AGENCIES = (
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Công an tỉnh",
    "Sở Khoa học và Công nghệ",
    "UBND các xã, phường",
    "Ban Quản lý Khu kinh tế tỉnh",
    "Thanh tra tỉnh",
    "Liên đoàn Lao động tỉnh",
    "Hội Nông dân tỉnh",
)
PRODUCTS = (
    "Báo cáo kết quả",
    "Danh sách công khai",
    "Số mét kênh được khơi",
    "Biên bản nghiệm thu",
    "Bản đồ số",
)
TIMES = ("Thường xuyên", "Quý II/2026", "Trước ngày 30/6/2026", "Hằng năm", "Tháng 3/2026", "Năm 2026")
HEADS = {
    "id": ("TT", "STT", "Số TT"),
    "task": ("Nhiệm vụ", "Nội dung công việc", "Nhiệm vụ cụ thể"),
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì"),
    "coordinate": ("Cơ quan phối hợp", "Phối hợp"),
    "deadline": ("Thời gian hoàn thành", "Thời hạn"),
    "product": ("Sản phẩm", "Kết quả đầu ra"),
}
WIDTHS = {"id": 5, "task": 26, "lead": 20, "coordinate": 20, "deadline": 20, "product": 18}


@dataclass(frozen=True)
class Duty:
    """One row as it was written."""

    id: str
    task: str
    lead: str
    coordinate: tuple[str, ...]
    deadline: str
    product: str

    def cell(self, role: str) -> str:
        text = getattr(self, role)
        return "; ".join(text) if isinstance(text, tuple) else str(text)


@dataclass(frozen=True)
class Printed:
    """A table: what its columns are, their heads, and the rows."""

    roles: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[Duty, ...]


def table(seed: int, roles: tuple[str, ...], n_rows: int = 8) -> Printed:
    """A table of `n_rows` duties with columns `roles`; the same for the same seed."""
    draw = random.Random(seed)
    rows = []
    for number in range(1, n_rows + 1):
        lead = draw.choice(AGENCIES)
        others = [name for name in draw.sample(AGENCIES, draw.choice((1, 1, 2, 3))) if name != lead]
        rows.append(
            Duty(
                str(number),
                f"{draw.choice(VERBS)} {draw.choice(THINGS)}",
                lead,
                tuple(others) or ("Sở Nội vụ",),
                draw.choice(TIMES),
                draw.choice(PRODUCTS),
            )
        )
    return Printed(roles, tuple(draw.choice(HEADS[role]) for role in roles), tuple(rows))


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False) or [""]


def side_by_side(printed: Printed, *, middle: bool = False, gap: int = 3) -> list[str]:
    """The lines with columns kept in place by blanks, cells at the top of their row or in its middle."""
    found = []
    for texts in (printed.heads, *(tuple(row.cell(role) for role in printed.roles) for row in printed.rows)):
        cells = [wrapped(text, WIDTHS[role]) for text, role in zip(texts, printed.roles, strict=True)]
        height = max(map(len, cells))
        above = [(height - len(cell)) // 2 if middle else 0 for cell in cells]
        for line in range(height):
            parts = [
                (cell[line - top] if 0 <= line - top < len(cell) else "").ljust(WIDTHS[role] + gap)
                for cell, top, role in zip(cells, above, printed.roles, strict=True)
            ]
            found.append("".join(parts).rstrip())
    return found


def without(printed: Printed, role: str) -> Printed:
    """The table without the column of a role."""
    kept = [i for i, one in enumerate(printed.roles) if one != role]
    return replace(
        printed,
        roles=tuple(printed.roles[i] for i in kept),
        heads=tuple(printed.heads[i] for i in kept),
    )


def one_below_the_other(printed: Printed, *, spaced: bool = False) -> list[str]:
    """The lines cell by cell, row by row; a cell of one line shares it with the beginning of the next cell,
    and `spaced` puts an empty line behind every one, as some extraction does.
    """
    found: list[str] = []
    for texts in (printed.heads, *(tuple(row.cell(role) for role in printed.roles) for row in printed.rows)):
        open_line = ""
        for text, role in zip(texts, printed.roles, strict=True):
            lines = wrapped(text, WIDTHS[role])
            lines[0] = f"{open_line} {lines[0]}".strip()
            open_line = lines[0] if len(lines) == 1 else ""
            found += lines if len(lines) > 1 else []
        found += [open_line] if open_line else []
    return [line for text in found for line in (text, "")] if spaced else found
