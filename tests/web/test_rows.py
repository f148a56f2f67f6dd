"""The engine of the rows of long lists: what it keeps and what it escapes."""

from __future__ import annotations

import pytest
from django.utils.safestring import SafeString

from tinhxanh.web import rows

MARKUP = "<b>Kế hoạch</b>"


@pytest.mark.parametrize("name", [one.__name__ for one in rows.KEPT])
def test_text_equal_to_a_safe_one_is_escaped_all_the_same(name: str) -> None:
    row = rows.environment(autoescape=True).from_string(
        f"{{{{ text|{name}{'(200)' if name == 'truncatechars' else ''} }}}}"
    )
    row.render(text=SafeString(MARKUP))
    assert "<b>" not in row.render(text=MARKUP)
