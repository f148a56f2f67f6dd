"""Why an action was not done. The text is one Vietnamese sentence for the person who asked for it."""

from __future__ import annotations

from tinhxanh.apps.registers.models import ReadFact


class Refused(Exception):
    """An action that the state of things does not allow; `code` is stable English."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class Stale(Refused):
    """Somebody else changed the fact since this person opened it; `fact` is as it stands now."""

    def __init__(self, fact: ReadFact) -> None:
        self.fact = fact
        super().__init__(
            "stale",
            f"{fact.decided_by or 'Người khác'} vừa thay đổi mục {fact.code} trong khi đồng chí đang xem. "
            "Nội dung đồng chí nhập còn nguyên bên dưới; hãy so lại rồi bấm lần nữa.",
        )
