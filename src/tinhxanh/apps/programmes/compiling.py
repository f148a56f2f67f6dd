"""Rules on duties that are turned into SQL once and kept, not anew for every query of every page.

A page asks for the state of duties in three or four queries, some of which repeat it five times. Walking
its `Case` and `When` took Django a quarter of the page's time; the text differs only from day to day and
between people who see different programmes.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.db.models import Expression, F, Field, Func

from tinhxanh.apps.programmes.models import Duty

_COLUMN = re.compile(rf'"{Duty._meta.db_table}"\."(\w+)"')


def written(rule: Expression) -> str:
    """A rule on duties as SQL with its values in it; it may name columns of the duty only."""
    query = Duty.objects.annotate(_rule=rule).query
    sql, values = query.get_compiler(connection=connection).compile(query.annotations["_rule"])
    return str(connection.ops.compose_sql(sql, values)).replace("%", "%%")


class Kept(Func):
    """A rule that `written` has turned into SQL, on duties or (`prefix="duty__"`) on what belongs to one."""

    def __init__(self, sql: str, prefix: str, output_field: Field[Any, Any]) -> None:
        self.sql = sql
        self.names = tuple(dict.fromkeys(_COLUMN.findall(sql)))
        super().__init__(*(F(f"{prefix}{name}") for name in self.names), output_field=output_field)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        """The kept text with the columns as this query calls them."""
        called = zip(self.names, self.source_expressions, strict=True)
        columns = {name: compiler.compile(source)[0] for name, source in called}
        return _COLUMN.sub(lambda found: columns[found[1]], self.sql), []
