"""Pages and command line judge a document by the same knowledge, on the document's own day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import factories
import sample_plan
from tinhxanh.apps.accounts.loading import load_province
from tinhxanh.apps.accounts.models import Organisation, User
from tinhxanh.apps.registers import knowledge, provinces
from tinhxanh.apps.registers.models import Document
from tinhxanh.cli.read import read
from tinhxanh.core.plan.facts import Document as About
from tinhxanh.exchange import knowledge as rows

LATE = sample_plan.PLAN.replace("phối hợp với Sở Công Thương", "phối hợp với Sở Giao thông vận tải").replace(
    "Quyết định số 36/2025/QĐ-TTg ngày 12/9/2025 của Thủ tướng Chính phủ",
    "Nghị định số 45/2025/NĐ-CP ngày 28/02/2025 của Chính phủ",
)
EARLY = LATE.replace("27 tháng 02 năm 2026", "03 tháng 03 năm 2025").replace("30/6/2026", "30/9/2025")
CODES = {"agency-abolished", "instrument-replaced"}


@pytest.fixture
def province(db: None) -> Organisation:
    provinces.load()
    return load_province("Lạng Sơn", dt.date(2026, 1, 1))


@pytest.fixture
def officer(province: Organisation) -> User:
    return factories.user("dau.moi", province, "focal")


def loaded(province: Organisation, officer: User, plan: str) -> Document:
    return sample_plan.read(province, officer, sample_plan.text(plan))


def told(warnings: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    return {w["code"]: (w["message"], w["proposal"]) for w in warnings if w["code"] in CODES}


def printed(tmp_path: Path, plan: str) -> dict[str, tuple[str, str]]:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(plan, encoding="utf-8")
    return told(json.loads(CliRunner().invoke(read, [str(path), "--json"]).stdout)["warnings"])


def test_command_line_and_page_warn_alike_on_the_day_of_the_document(
    province: Organisation, officer: User, tmp_path: Path
) -> None:
    document = loaded(province, officer, LATE)
    expected = {
        "agency-abolished": (
            "Sở Giao thông vận tải đã kết thúc hoạt động vào ngày ban hành văn bản (đến 28/02/2025).",
            "Nay là Sở Xây dựng",
        ),
        "instrument-replaced": (
            "Nghị định 45/2025/NĐ-CP đã được thay thế bởi Nghị định 150/2025/NĐ-CP.",
            "Viện dẫn Nghị định 150/2025/NĐ-CP",
        ),
    }
    assert told(document.facts["warnings"]) == expected == printed(tmp_path, LATE)


def test_instrument_is_not_replaced_before_its_successor_came(
    province: Organisation, officer: User, tmp_path: Path
) -> None:
    document = loaded(province, officer, EARLY)
    assert told(document.facts["warnings"]).keys() == {"agency-abolished"} == printed(tmp_path, EARLY).keys()


def test_abolished_helper_is_doubted_with_its_successor(province: Organisation, officer: User) -> None:
    document = loaded(province, officer, LATE)
    (doubt,) = (d for d in document.read_facts.get(code="II.1.a").doubts if d["field"] == "coordinate")
    assert (doubt["code"], doubt["name"]) == ("former-agency", "Sở Giao thông vận tải")
    assert [proposal["value"] for proposal in doubt["proposals"]] == ["Sở Xây dựng"]


def test_replaced_instrument_is_doubted_on_its_citation(province: Organisation, officer: User) -> None:
    document = loaded(province, officer, LATE)
    (doubt,) = document.read_facts.get(code="45/2025/NĐ-CP").doubts
    assert doubt["code"] == "instrument-replaced"
    assert "Viện dẫn Nghị định 150/2025/NĐ-CP." in doubt["message"]


def test_document_of_the_province_that_replaces_another_is_known(
    province: Organisation, officer: User
) -> None:
    factories.document(
        province,
        officer,
        number="31/KH-UBND",
        facts={"relations": [{"from": None, "to": "17/KH-UBND", "type": "replaces"}]},
    )
    known = knowledge.replaced(province)["17/KH-UBND"]
    assert (known.by, known.since) == ("Kế hoạch 31/KH-UBND", dt.date(2026, 2, 27))


def test_rows_know_the_bodies_of_a_province_by_their_days() -> None:
    known = rows.of(About(province="Lạng Sơn", date=dt.date(2026, 1, 1))).register
    district = known.find("UBND huyện Bắc Sơn", dt.date(2026, 1, 1)).agency
    assert district is not None
    assert (district.existed(dt.date(2025, 6, 30)), district.existed(dt.date(2025, 7, 1))) == (True, False)
    paper = known.find("Báo Lạng Sơn", dt.date(2026, 1, 1)).agency
    assert paper is not None
    assert paper.successors == ("Báo và phát thanh, truyền hình Lạng Sơn",)


def test_rows_of_no_province_know_what_every_province_has() -> None:
    known = rows.of(About()).register
    assert known.find("Sở TN&MT").agency is not None
    assert known.find("UBND huyện Bắc Sơn").agency is None


def test_published_points_agree_with_each_other() -> None:
    for (year, code), points in rows.published().items():
        for a in points:
            for b in points:
                assert not (a.score > b.score + 0.005 and a.rank > b.rank), (year, code, a, b)


IMPOSSIBLE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: 19/KH-UBND

Lạng Sơn, ngày 27 tháng 6 năm 2024

KẾ HOẠCH
Cải thiện Chỉ số Xanh cấp tỉnh năm 2024

I. MỤC TIÊU

1. Chỉ số thành phần 1: Giảm thiểu ô nhiễm môi trường

Mục tiêu phấn đấu đạt từ 6,9 điểm trở lên, xếp hạng 40 \
(tăng 2,06 điểm so với năm 2023 đạt 4,84 điểm, xếp hạng 58).

II. NHIỆM VỤ

1. Lập danh sách nguồn nước thải lớn. Giao Sở Công Thương chủ trì thực hiện.
"""


def test_goal_that_no_rank_of_the_edition_fits_is_doubted(province: Organisation, officer: User) -> None:
    document = loaded(province, officer, IMPOSSIBLE)
    told = [w for w in document.facts["warnings"] if w["code"] == "rank-against-published"]
    assert ["6,8 điểm xếp hạng 32" in w["message"] for w in told] == [True], document.facts["targets"]
    doubted = [
        fact.kind for fact in document.read_facts.all() for d in fact.doubts if d["code"] == told[0]["code"]
    ]
    assert doubted == ["target"]
