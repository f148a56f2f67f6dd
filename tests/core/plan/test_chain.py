"""What an instrument carries out and what carries it out."""

from __future__ import annotations

import pytest

from tinhxanh.core.plan.citing import chain
from tinhxanh.core.plan.citing.chain import Link
from tinhxanh.core.plan.citing.graph import Edge, Graph, Instrument


def graph(*edges: tuple[str, str, str]) -> Graph:
    made = tuple(Edge(origin, target, kind, "tệp") for origin, kind, target in edges)
    keys = dict.fromkeys(key for edge in made for key in (edge.origin, edge.target))
    return Graph({key: Instrument(key) for key in keys}, made)


def keys(links: tuple[Link, ...]) -> list[object]:
    return [[one.instrument.key, keys(one.links)] if one.links else one.instrument.key for one in links]


CHAIN = graph(
    ("1/KH-UBND", "implements", "882/QĐ-TTg"),
    ("882/QĐ-TTg", "implements", "1658/QĐ-TTg"),
    ("2/KH-SXD", "implements", "1/KH-UBND"),
    ("3/KH-SCT", "implements", "1/KH-UBND"),
    ("4/QĐ-UBND", "amends", "1/KH-UBND"),
    ("5/HD-SXD", "details", "2/KH-SXD"),
)


def test_plan_stands_between_what_it_carries_out_and_what_carries_it_out() -> None:
    found = chain.around(CHAIN, "1/KH-UBND")
    assert keys(found.above) == [["882/QĐ-TTg", ["1658/QĐ-TTg"]]]
    assert keys(found.below) == [["2/KH-SXD", ["5/HD-SXD"]], "3/KH-SCT", "4/QĐ-UBND"]
    assert [one.type for one in found.below] == ["implements", "implements", "amends"]


def test_circle_ends_and_says_that_it_was_there_before() -> None:
    round_ = graph(("a", "implements", "b"), ("b", "implements", "a"))
    (link,) = chain.around(round_, "a").above
    assert (link.instrument.key, link.is_again) == ("b", False)
    assert [(one.instrument.key, one.is_again) for one in link.links] == [("a", True)]


def test_instrument_reached_twice_is_opened_once() -> None:
    diamond = graph(
        ("d", "implements", "b"),
        ("d", "implements", "c"),
        ("b", "implements", "a"),
        ("c", "implements", "a"),
        ("a", "implements", "z"),
    )
    b, c = chain.around(diamond, "d").above
    assert keys(b.links) == [["a", ["z"]]]
    assert [(one.instrument.key, one.is_again, one.links) for one in c.links] == [("a", True, ())]


def test_amended_is_not_carried_out() -> None:
    amended = graph(("4/QĐ", "amends", "1/KH"), ("2/KH", "details", "3/KH"))
    idle = chain.without_follow_up(amended, ["1/KH", "3/KH", "1/KH"])
    assert [one.key for one in idle] == ["1/KH"]


@pytest.mark.parametrize(
    ("edges", "latest"),
    [
        ((), ()),
        ((("b", "replaces", "a"),), ("b",)),
        ((("b", "replaces", "a"), ("c", "replaces", "b")), ("c",)),
        ((("b", "replaces", "a"), ("c", "replaces", "a")), ("b", "c")),
        ((("b", "replaces", "a"), ("a", "replaces", "b")), ()),
    ],
)
def test_successor_is_the_last_of_its_line(
    edges: tuple[tuple[str, str, str], ...], latest: tuple[str, ...]
) -> None:
    assert chain.replaced_by(graph(*edges), "a") == latest


def test_chain_without_end_is_walked_as_deep_as_a_page_can_draw() -> None:
    found = chain.around(graph(*((str(at), "replaces", str(at + 1)) for at in range(3_000))), "0")
    depth, links = 0, found.above
    while links:
        depth, links = depth + 1, links[0].links
    assert depth == chain.DEEPEST
