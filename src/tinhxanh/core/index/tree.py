"""The tree of an index as arrays: who is whose child, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tinhxanh.core.index.faults import BadRecipe, Fault

Node = tuple[str, str | None, float]


@dataclass(frozen=True)
class Tree:
    """Nodes numbered leaves first, then groups from the lowest level up; the root is the last.

    `parent[k]` is the number of the parent of node k (-1 for the root), `level[k]` is 1 for
    indicators and one more than its highest child for a group; `weight[k]` is relative to siblings.
    """

    codes: tuple[str, ...]
    parent: NDArray[np.intp]
    level: NDArray[np.intp]
    weight: NDArray[np.float64]
    n_leaves: int

    @cached_property
    def number(self) -> dict[str, int]:
        """Node number by code."""
        return {code: k for k, code in enumerate(self.codes)}

    @cached_property
    def children(self) -> tuple[NDArray[np.intp], ...]:
        """Children of every node, in node order (empty for leaves)."""
        return tuple(np.flatnonzero(self.parent == k) for k in range(len(self.codes)))

    @property
    def root(self) -> int:
        """Number of the index itself."""
        return len(self.codes) - 1

    @cached_property
    def top(self) -> int:
        """Level of the root."""
        return int(self.level[-1])

    @cached_property
    def groups(self) -> range:
        """Numbers of the groups, lowest level first."""
        return range(self.n_leaves, len(self.codes))

    @cached_property
    def _leaves(self) -> tuple[list[int], ...]:
        found: list[list[int]] = [[leaf] for leaf in range(self.n_leaves)]
        for group in self.groups:
            found.append([leaf for child in self.children[group] for leaf in found[child]])
        return tuple(found)

    def leaves_under(self, node: int) -> list[int]:
        """Numbers of the indicators below (or at) a node."""
        return self._leaves[node]

    def shares(self, weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """Weights scaled to sum to 1 among siblings; `weight` is (nodes,) or (nodes, draws)."""
        shares = np.ones_like(weight)
        for group in self.groups:
            own = weight[self.children[group]]
            shares[self.children[group]] = own / own.sum(axis=0)
        return shares

    @cached_property
    def given(self) -> NDArray[np.float64]:
        """Shares of the given weights."""
        return self.shares(self.weight)

    def effective(self, weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """Shares multiplied down from the root: each node's weight in the index, shape of `weight`."""
        effective = self.shares(weight)
        for node in range(self.root - 1, -1, -1):
            effective[node] = effective[node] * effective[self.parent[node]]
        return effective


def grow(leaves: Sequence[Node], groups: Sequence[Node]) -> Tree:
    """Build a tree from (code, parent, weight) of indicators and groups; raises BadRecipe."""
    faults = [*_naming_faults(leaves, groups), *_weight_faults([*leaves, *groups])]
    if not faults:
        faults = _shape_faults(leaves, groups)
    if faults:
        raise BadRecipe(faults)
    levels = _levels(leaves, groups)
    ordered = [*leaves, *sorted(groups, key=lambda group: levels[group[0]])]
    number = {node[0]: k for k, node in enumerate(ordered)}
    return Tree(
        codes=tuple(node[0] for node in ordered),
        parent=np.array([number[node[1]] if node[1] else -1 for node in ordered], dtype=np.intp),
        level=np.array([levels[node[0]] for node in ordered], dtype=np.intp),
        weight=np.array([node[2] for node in ordered], dtype=np.float64),
        n_leaves=len(leaves),
    )


def _naming_faults(leaves: Sequence[Node], groups: Sequence[Node]) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    known = {group[0] for group in groups}
    for code, parent, _ in [*leaves, *groups]:
        if code in seen:
            faults.append(
                Fault(
                    "duplicate_code",
                    f"Mục “{code}”, cột code: mã được dùng cho hai mục.",
                    code,
                    "code",
                )
            )
        seen.add(code)
        if parent is not None and parent not in known:
            sentence = f"Mục “{code}”, cột parent: nhóm cha “{parent}” không có trong công thức."
            faults.append(Fault("unknown_parent", sentence, code, "parent"))
    if not leaves:
        faults.append(Fault("no_indicators", "Công thức không có chỉ tiêu nào.", None, "indicators"))
    roots = [group[0] for group in groups if group[1] is None]
    if len(roots) != 1:
        found = "không có nhóm nào" if not roots else "có " + ", ".join(f"“{r}”" for r in roots)
        sentence = f"Cột parent: phải có đúng một nhóm không có nhóm cha (chính là chỉ số); ở đây {found}."
        faults.append(Fault("roots", sentence, roots[1] if len(roots) > 1 else None, "parent"))
    return faults


def _weight_faults(nodes: Sequence[Node]) -> list[Fault]:
    faults = []
    sums: dict[str | None, float] = {}
    for code, parent, weight in nodes:
        if not np.isfinite(weight) or weight < 0:
            sentence = f"Mục “{code}”, cột weight: trọng số {weight} phải là số không âm."
            faults.append(Fault("bad_weight", sentence, code, "weight"))
        sums[parent] = sums.get(parent, 0.0) + weight
    for parent, total in sums.items():
        if parent is not None and total == 0:
            sentence = (
                f"Nhóm “{parent}”, cột weight: các mục con có tổng trọng số bằng 0 nên không tính được."
            )
            faults.append(Fault("weights_sum_zero", sentence, parent, "weight"))
    return faults


def _shape_faults(leaves: Sequence[Node], groups: Sequence[Node]) -> list[Fault]:
    """Cycles and groups without children."""
    faults = []
    parent = {code: above for code, above, _ in groups}
    parents = {above for _, above, _ in [*leaves, *groups]}
    for code, _, _ in groups:
        if code not in parents:
            faults.append(
                Fault("empty_group", f"Nhóm “{code}”: không mục nào ghi nó ở cột parent.", code, "parent")
            )
        path = [code]
        while (above := parent[path[-1]]) is not None and above not in path:
            path.append(above)
        if above == code:
            loop = " → ".join([*path, code])
            faults.append(
                Fault("cycle", f"Mục “{code}”, cột parent: cây bị vòng lặp {loop}.", code, "parent")
            )
    return faults


def _levels(leaves: Sequence[Node], groups: Sequence[Node]) -> dict[str, int]:
    levels = {leaf[0]: 1 for leaf in leaves}
    parent = {code: above for code, above, _ in [*leaves, *groups]}
    for code, _, _ in leaves:
        height, above = 1, parent[code]
        while above is not None:
            height += 1
            levels[above] = max(levels.get(above, 0), height)
            above = parent[above]
    return levels
