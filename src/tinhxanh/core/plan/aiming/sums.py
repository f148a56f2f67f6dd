"""Sums of money in goals: what is to be raised or reached is a target, what a thing costs is none."""

from __future__ import annotations

import re

from tinhxanh.core.plan.aiming.goalparts import Goal, clause_start

_MONEY = re.compile(r"(?:đồng|USD)(?:/|$)|^(?:nghìn|ngàn|triệu|tỷ)?\s*(?:đồng|USD)", re.IGNORECASE)
# "thu hút 300 tỷ đồng", "doanh thu đạt 40 tỷ đồng": raised or reached.
_REACHED = re.compile(
    r"(?<!\w)(?:thu hút|huy động|giải ngân|vận động|dư nợ|doanh thu|doanh số|giá trị|kim ngạch|thu ngân sách"
    r"|lợi nhuận|tiết kiệm|thu nhập|thu được|quy mô|GRDP|phấn đấu|mục tiêu|chỉ tiêu|đạt|cho vay)(?!\w)",
    re.IGNORECASE,
)
# What a thing costs, or what is set aside for it.
_COST = re.compile(
    r"(?<!\w)(?:kinh phí|tổng mức|mức đầu tư|tổng đầu tư|vốn(?!\s+(?:đăng ký|thu hút|huy động|xã hội hóa|FDI"
    r"|đầu tư (?:mới|ngoài)))|dự toán|chi phí|giá(?!\s+trị)|bố trí|hỗ trợ|phân bổ|cấp|chi|trị giá|ngân sách"
    r"(?!\s+đạt)|mức|số tiền|mỗi|cần)(?!\w)",
    re.IGNORECASE,
)


def is_cost(text: str, goal: Goal) -> bool:
    """Whether a goal read in `text` is a sum that a thing costs, and so nothing to reach.

    It is where the last word about money before it in its clause speaks of a cost.
    """
    if not goal.unit or _MONEY.search(goal.unit) is None:
        return False
    clause = text[clause_start(text, goal.start) : goal.start]
    reached = max((match.end() for match in _REACHED.finditer(clause)), default=-1)
    cost = max((match.end() for match in _COST.finditer(clause)), default=-1)
    return cost > reached
