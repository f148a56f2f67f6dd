"""What a later version adds, drops and changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tinhxanh.apps.registers import differences
from tinhxanh.apps.registers.differences import Item

OLD = [
    Item(1, "II.1.a", "Lập danh sách nguồn nước thải của các cụm công nghiệp", ("Sở Công Thương",)),
    Item(2, "II.1.b", "Lắp trạm đo nước sông tại ba xã biên giới", ("Sở Xây dựng",)),
    Item(3, "II.2.a", "Mở lớp học về sản xuất sạch hơn", ("Sở Công Thương",)),
]


def test_the_same_list_has_no_difference() -> None:
    found = differences.compare(OLD, OLD)
    assert (len(found.unchanged), found.changed, found.added, found.dropped) == (3, (), (), ())


def test_changed_words_pair_under_the_same_marker() -> None:
    new = [Item(9, "II.1.b", "Lắp trạm đo nước sông tại năm xã biên giới", ("Sở Xây dựng",))]
    found = differences.compare(OLD, new)
    assert [(p.old.key, p.new.key) for p in found.changed] == [(2, 9)]
    assert [item.key for item in found.dropped] == [1, 3]


def test_a_moved_duty_is_found_by_its_words() -> None:
    new = [Item(9, "II.3.d", OLD[0].text, OLD[0].details)]
    (pair,) = differences.compare(OLD, new).pairs
    assert (pair.old.key, pair.is_changed) == (1, False)


def test_other_words_under_a_taken_marker_are_another_duty() -> None:
    new = [Item(9, "II.1.a", "Trồng rừng đầu nguồn trên núi đá", ())]
    found = differences.compare(OLD, new)
    assert ([i.key for i in found.added], len(found.dropped)) == ([9], 3)


def test_another_agency_is_a_change() -> None:
    new = [Item(9, "II.2.a", OLD[2].text, ("Sở Tài chính",))]
    assert len(differences.compare(OLD, new).changed) == 1


def test_nothing_against_something_is_all_added() -> None:
    assert len(differences.compare([], OLD).added) == 3
    assert len(differences.compare(OLD, []).dropped) == 3


def test_the_words_that_changed_are_marked() -> None:
    pair = differences.Pair(OLD[1], Item(9, "II.1.b", "Lắp trạm đo nước sông tại năm xã biên giới"))
    assert pair.old_words == [("Lắp trạm đo nước sông tại", False), ("ba", True), ("xã biên giới", False)]
    assert ("năm", True) in pair.new_words


def test_agencies_and_deadlines_that_changed_are_marked() -> None:
    old = Item(1, "a", "Trồng rừng", ("Sở A", "Sở B; Sở C", "31/12/2026"))
    pair = differences.Pair(old, Item(2, "a", "Trồng rừng", ("Sở D", "Sở C", "31/12/2026")))
    assert pair.old_details == [
        [("Sở A", True)],
        [("Sở B", True), ("Sở C", False)],
        [("31/12/2026", False)],
    ]
    assert pair.new_details == [[("Sở D", True)], [("Sở C", False)], [("31/12/2026", False)]]


@given(st.data())
def test_every_item_is_in_one_place(data: st.DataObject) -> None:
    words = st.sampled_from(["nước thải", "khí thải", "rừng", "mua sắm", "tập huấn", "quan trắc"])
    item = st.builds(Item, st.integers(), st.sampled_from(["a", "b", "c", "d"]), words)
    old, new = data.draw(st.lists(item, max_size=6)), data.draw(st.lists(item, max_size=6))
    found = differences.compare(old, new)
    assert len(found.pairs) + len(found.dropped) == len(old)
    assert len(found.pairs) + len(found.added) == len(new)
