"""The auditor's history: who did what, when and why, within the scope and nothing beside it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from reporting_year import Year, at, full, make_year
from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.accounts.reasons import because
from tinhxanh.apps.programmes import duties
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import asking, history, submissions, trails


@pytest.fixture
def year(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Year:
    """Two agencies at work: one handed in and asked for time, the other reported on a duty."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    made = make_year()
    submission = made.submission(made.open())
    officer = made.officer(submission.organisation)
    submissions.save_draft(submission=submission, draft=full(submission), by=officer, at=at(12, 9))
    submissions.hand_in(submission=submission, by=officer, at=at(12, 9))
    asking.ask_extension(
        duty=Duty.objects.get(code="II.2.2"), organisation=made.place.agencies[1],
        until=dt.date(2027, 1, 31), reason="Chờ thẩm định", by=officer, at=at(12, 10),
    )  # fmt: skip
    other = Duty.objects.get(code="II.4.4").agencies.get(role="lead")
    duties.report(
        part=other, by=made.officer(other.organisation), at=at(12, 10), words="Đã lập lịch", percent=40
    )
    return made


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def auditor(year: Year) -> Client:
    return signed_in(factories.user("kiem.tra", year.place.committee, "auditor"))


def text(client: Client, address: str = "/lich-su/") -> str:
    return client.get(address).content.decode()


def acts(client: Client, question: str = "") -> list[Any]:
    return list(client.get(f"/lich-su/?{question}").context["acts"])


def test_each_act_tells_who_when_and_why(year: Year, auditor: Client) -> None:
    (asked,) = acts(auditor, "kind=request")
    officer = year.officer(year.place.agencies[1])
    assert (asked.who, asked.why, asked.n) == (str(officer), "Đề nghị: Chờ thẩm định", 1)
    assert "Gia hạn, Sở Công Thương. II.2.2" in asked.name


def test_rows_changed_by_one_act_are_one_line(year: Year, auditor: Client) -> None:
    handed = [one for one in acts(auditor, "kind=submission") if one.why.startswith("Nộp")]
    assert [(one.n, one.who) for one in handed] == [(1, str(year.officer(year.place.agencies[1])))]
    lines = [one for one in acts(auditor, "kind=answer") if one.why == "Lưu nháp"]
    assert [one.n for one in lines] == [4]


def test_act_shows_each_field_before_and_after(year: Year, auditor: Client) -> None:
    (draft,) = [one for one in acts(auditor, "kind=answer") if one.why == "Lưu nháp"]
    changes = auditor.get("/lich-su/thay-doi/", {"act": draft.key, "kind": "answer"}).context["changes"]
    assert len(changes) == 4
    told = {change.name.split()[0]: {a: (b, c) for a, b, c in change.told} for change in changes}
    assert told["II.2.2"] == {"lời": ("", "Kết quả của II.2.2"), "tỷ lệ (%)": ("", "60")}
    (decided,) = [one for one in acts(auditor, "kind=submission") if one.why.startswith("Nộp")]
    html = text(auditor, f"/lich-su/thay-doi/?act={decided.key}&kind=submission")
    assert "<del>Chưa nộp</del>" in html
    assert "<ins>Chờ duyệt</ins>" in html


def test_rows_made_by_an_act_are_not_called_unchanged(auditor: Client) -> None:
    (opened,) = [one for one in acts(auditor, "kind=answer") if one.why.startswith("Mở kỳ")]
    html = text(auditor, f"/lich-su/thay-doi/?act={opened.key}&kind=answer")
    assert "Lập mới." in html
    assert "Chỉ đổi thông tin phụ" not in html


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("kind=progress&person=can bo 3", {"progress"}),
        ("duty=II.4.4&person=can bo 3", {"progress", "duty", "part"}),
        ("kind=programme&duty=II.4.4", set()),
        ("since=01/01/2000&until=02/01/2000", set()),
        ("kind=nonsense", None),
        ("since=32/13/2026", None),
    ],
)
def test_list_is_narrowed_by_person_kind_duty_and_day(
    auditor: Client, question: str, kinds: set[str] | None
) -> None:
    found = {one.trail.kind for one in acts(auditor, question)}
    assert found == kinds if kinds is not None else found


def test_without_a_question_the_last_days_are_shown(auditor: Client) -> None:
    assert 'name="since" value="' in text(auditor)
    assert len(acts(auditor)) > 5


def test_auditor_of_an_agency_reads_of_its_branch_only(year: Year) -> None:
    client = signed_in(factories.user("kiem.tra.so", year.place.agencies[3], "auditor"))
    assert {one.trail.kind for one in acts(client, "kind=submission")} == {"submission"}
    assert all("Thanh tra tỉnh" in one.name for one in acts(client, "kind=submission"))
    assert acts(client, "kind=request") == []
    assert acts(client, "kind=passage") == []
    assert [one.name.split("%")[0] for one in acts(client, "kind=progress")] == ["Thanh tra tỉnh: 40\u00a0"]


def test_act_outside_the_scope_is_not_there(year: Year, auditor: Client) -> None:
    (asked,) = acts(auditor, "kind=request")
    address = f"/lich-su/thay-doi/?act={asked.key}&kind=request"
    assert auditor.get(address).status_code == 200
    other = signed_in(factories.user("kiem.tra.so", year.place.agencies[3], "auditor"))
    assert other.get(address).status_code == 404
    assert auditor.get("/lich-su/thay-doi/?act=&kind=la").status_code == 404


def test_act_is_asked_for_by_a_key_of_the_database(auditor: Client) -> None:
    for key in ("#", "#x", f"#{10**30}", "#²", "00000000-0000-0000-0000-000000000000", "la"):
        assert auditor.get("/lich-su/thay-doi/", {"act": key, "kind": "duty"}).status_code == 404, key


def test_event_without_a_context_is_an_act_of_its_own(auditor: Client) -> None:
    """The plan of these tests was written without saying by whom and why."""
    duty = Duty.objects.get(code="II.4.4")
    (alone,) = [one for one in acts(auditor, "kind=duty&duty=II.4.4") if one.key.startswith("#")]
    (change,) = auditor.get("/lich-su/thay-doi/", {"act": alone.key, "kind": "duty"}).context["changes"]
    assert (alone.thing, change.thing, change.is_new) == (duty.pk, duty.pk, True)


@pytest.mark.parametrize("trail", trails.TRAILS, ids=lambda trail: str(trail.kind))
def test_history_is_found_by_day_and_by_act_through_an_index(db: None, trail: trails.Trail) -> None:
    """Tables of a test are small, so the planner is kept from reading them whole."""
    events = trail.events.objects.order_by()
    by_day = events.filter(pgh_created_at__gte=at(12, 1)).values("pgh_id")
    by_act = events.filter(pgh_context="00000000-0000-0000-0000-000000000000").values("pgh_id")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plans = [by_day.explain(), by_act.explain()]
    assert "pgh_created_at" in plans[0].split("Cond:")[1]
    assert "pgh_context_id" in plans[1].split("Cond:")[1]


def test_workbook_holds_what_the_list_shows(auditor: Client) -> None:
    content = auditor.get("/lich-su/lich-su.xlsx?kind=request").content
    (head, line) = openpyxl.load_workbook(io.BytesIO(content)).active.values
    assert head == ("Lúc", "Người thực hiện", "Loại", "Nội dung", "Số dòng", "Lý do")
    assert line[2:] == ("Đề nghị", acts(auditor, "kind=request")[0].name, 1, "Đề nghị: Chờ thẩm định")


@pytest.mark.parametrize("address", ["/lich-su/", "/lich-su/?kind=progress", "/lich-su/lich-su.xlsx"])
def test_queries_do_not_grow_with_the_history(year: Year, auditor: Client, address: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            auditor.get(address)
        return len(seen)

    count()
    before = count()
    part = Duty.objects.get(code="II.4.4").agencies.get(role="lead")
    for day in range(1, 8):
        officer = year.officer(part.organisation)
        duties.report(part=part, by=officer, at=at(12, 10 + day), words=f"Lần {day}", percent=40 + day)
    assert count() <= before


def test_every_field_is_told_or_left_out_on_purpose() -> None:
    left_out = {
        # for the machine, or told by the line itself: whose row it is, who did it, when
        "id", "position", "folded", "spans", "version", "file", "media_type", "size", "is_collective",
        "part", "measure", "drafted_at", "created_at", "reported_at", "opened_at", "asked_at", "recorded_at",
        "issued_at", "signed_at", "first_handed_in_at", "at", "reported_on",
        # of a document and of what was read: the machine's, or in the words of the line
        "read_at", "uploaded_at", "format", "n_pages", "error_code", "section", "as_read", "doubts", "apart",
        "canonical_text", "layout", "facts", "notes", "progress", "progress_text", "progress_at",
        # as they were in the period before
        "last_words", "last_percent", "last_value",
    }  # fmt: skip
    for trail in trails.TRAILS:
        plain = [one for one in trail.model._meta.concrete_fields if not one.is_relation]
        assert {one.attname for one in plain} <= trails.LABELS.keys() | left_out, trail.kind


@pytest.mark.browser
def test_history_is_accessible_and_fits_a_telephone(year: Year, browser: Any) -> None:
    browser.sign_in(factories.user("kiem.tra", year.place.committee, "auditor"))
    browser.go("/lich-su/")
    browser.check_accessibility()
    browser.picture("lich-su")
    browser.resize((1440, 900))
    browser.picture("lich-su")
    browser.page.click("text=Gia hạn, Sở Công Thương")
    browser.check_accessibility()
    browser.picture("lich-su-thay-doi")


def test_deletion_is_told_with_who_and_what_was_lost(year: Year, auditor: Client) -> None:
    duty = Duty.objects.get(code="II.2.2")
    part = duty.agencies.get(role="coordinate")
    name, office = part.name, str(part.organisation)
    with because("Bỏ cơ quan phối hợp", by=year.focal):
        part.delete()
    found = [one for one in acts(auditor, "kind=part") if one.why == "Bỏ cơ quan phối hợp"]
    assert [(one.n, one.who) for one in found] == [(1, str(year.focal))]
    page = auditor.get("/lich-su/thay-doi/", {"act": found[0].key, "kind": "part"})
    (change,) = page.context["changes"]
    assert (change.is_new, change.is_gone) == (False, True)
    assert ("cơ quan", office, "") in change.told
    assert "Đã xóa. Trước khi xóa:" in page.content.decode()
    duty_page = signed_in(year.focal).get(f"/nhiem-vu/{duty.pk}/").content.decode()
    assert f"Bỏ phối hợp: {name}" in duty_page


def test_every_history_keeps_deletions() -> None:
    for trail in trails.TRAILS:
        labels = {tracker.label for tracker in trail.events.pgh_trackers}
        assert labels == {"insert", "update", "delete"}, trail.kind


def test_what_one_press_of_a_button_changed_is_one_line(year: Year, auditor: Client) -> None:
    page = auditor.get("/lich-su/")
    (handed,) = [one for one in page.context["lines"] if one.main.why.startswith("Nộp")]
    assert handed.main.trail.kind == "submission"
    assert {one.trail.kind for one in handed.others} >= {"part", "progress", "duty"}
    assert {one.key for one in handed.others} == {handed.main.key}
    html = page.content.decode()
    assert html.count(f"act={handed.main.key}&amp;kind=") == len(handed.others) + 1
    kept = sum(1 + len(one.others) + len(one.before) for one in page.context["lines"])
    assert kept <= len(page.context["acts"])


def drafted(key: str, hour: int, day: int = 9, who: str = "Can Bo 1") -> history.Act:
    """A draft of one submission that saved itself."""
    trail = trails.BY_KIND["submission"]
    return history.Act(key, trail, at(12, day).replace(hour=hour), who, "Lưu nháp", 1, "Sở Công Thương", 7)


def test_drafts_that_save_themselves_fold_under_the_last() -> None:
    acts = [
        drafted("e", 4, day=10),
        drafted("d", 5),
        drafted("c", 4),
        drafted("b", 3),
        drafted("a", 2, who="X"),
    ]
    lines = history.gathered(acts)
    assert [[act.key for act in (line.main, *line.before)] for line in lines] == [
        ["e"],
        ["d", "c", "b"],
        ["a"],
    ]


def test_acts_of_one_reason_on_different_things_stay_apart() -> None:
    one = drafted("a", 3)
    lines = history.gathered([one, replace(one, key="b", thing=8), replace(one, key="c", why="")])
    assert len(lines) == 3
