"""Tables of the index: recipes, data, surveys and results, to and from files.

CSV and TOML need nothing; Parquet needs the extra `parquet`. Whatever is wrong in a file is said in a
sentence that names the line and the column.
"""

from tinhxanh.exchange.tables.choices import read_choices
from tinhxanh.exchange.tables.datasets import (
    ReadData,
    read_changes,
    read_data,
    read_levers,
    read_microdata,
    read_successors,
)
from tinhxanh.exchange.tables.library import find_recipe
from tinhxanh.exchange.tables.recipes import dump_recipe, read_recipe, write_recipe
from tinhxanh.exchange.tables.results import result_table, write_table

__all__ = [
    "ReadData",
    "dump_recipe",
    "find_recipe",
    "read_changes",
    "read_choices",
    "read_data",
    "read_levers",
    "read_microdata",
    "read_recipe",
    "read_successors",
    "result_table",
    "write_recipe",
    "write_table",
]
