"""A whole year in the browser with a moved clock: from accepting a duty to the signed yearly report."""

from __future__ import annotations

import datetime as dt
import io
import socket
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from threading import Thread
from typing import Any

import openpyxl
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.test import Client
from docx import Document
from icalendar import Calendar

from reporting_year import Year, at, full, make_year
from tinhxanh.apps.accounts.models import Organisation
from tinhxanh.apps.programmes.models import Duty
from tinhxanh.apps.reports import submissions
from tinhxanh.apps.reports.models import Round, Submission, Urging
from tinhxanh.cli.jobs import work_off


class Letterbox(MessageHandler):
    """Keeps what a real SMTP server took in."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    """A mail server of our own, and the product set to use it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield box
    server.stop()


class Story:
    """The year and its clock; `on` moves the clock and signs a person in."""

    def __init__(self, year: Year, browser: Any, move: Callable[[dt.datetime], None]) -> None:
        self.year, self.browser, self.move = year, browser, move

    def on(self, person: Any, month: int, day: int, path: str) -> Any:
        """Move the clock, sign `person` in, open `path`; the page."""
        self.move(at(month, day))
        self.browser.sign_in(person)
        self.browser.go(path)
        return self.browser.page

    def agency(self, index: int) -> tuple[Organisation, Any]:
        organisation = self.year.place.agencies[index]
        return organisation, self.year.officer(organisation)

    def submission(self, round_: Round, index: int) -> Submission:
        return round_.submissions.get(organisation=self.year.place.agencies[index])


@pytest.fixture
def story(db: None, browser: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SITE_ADDRESS = browser.address
    now = [at(3, 2)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    year = make_year()
    year.programme.created_at = at(2, 27)
    year.programme.save()
    conditional = year.programme.duties.get(code="II.4.4")
    conditional.deadline_kind, conditional.deadline_text = (
        "conditional",
        "Sau khi có hướng dẫn của Trung ương",
    )
    conditional.save()

    def move(moment: dt.datetime) -> None:
        now[0] = moment

    return Story(year, browser, move)


def run_jobs() -> None:
    """Let the worker do what waits, in a thread: Playwright holds the event loop of this one."""
    thread = Thread(target=work_off)
    thread.start()
    thread.join()


def fill_by_page(page: Any, submission: Submission, percent: str, value: str = "") -> None:
    """Write every line of a submission on its page and hand it in."""
    for answer in submission.duty_answers.all():
        page.fill(f"#id_words_{answer.pk}", "Đã làm việc với bốn cụm công nghiệp")
        page.fill(f"#id_percent_{answer.pk}", percent)
    for figure in submission.figure_answers.all():
        page.fill(f"#id_value_{figure.pk}", value)
    page.wait_for_selector("#da-luu:has-text('Đã lưu nháp lúc')")
    page.wait_for_timeout(2200)
    page.click("text=Nộp cho đầu mối")
    page.wait_for_selector("text=Đã nộp báo cáo cho đầu mối")


def filled_workbook(client: Client, submission: Submission, folder: Path, percent: int) -> Path:
    """The Excel form as an officer would fill it in."""
    content = client.get(f"/ban-nop/{submission.pk}/mau.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Nhiệm vụ"]
    for line in range(5, 5 + submission.duty_answers.count()):
        for cell, value in ((sheet[f"G{line}"], "Đã trình đề án"), (sheet[f"H{line}"], percent)):
            if not cell.protection.locked:
                cell.value = value
    for line in range(5, 5 + submission.figure_answers.count()):
        book["Chỉ tiêu"][f"G{line}"] = 63.4
    file = folder / "mau.xlsx"
    book.save(file)
    return file


def late_name(story: Story) -> str:
    """The agency that does not hand in."""
    return story.agency(3)[0].name


def report_done(story: Story, duty: Duty, month: int, day: int, words: str) -> None:
    """The lead reports a duty complete on its own page, outside any period."""
    part = duty.agencies.get(role="lead")
    page = story.on(story.year.officer(part.organisation), month, day, f"/viec-cua-toi/{part.pk}/bao-cao/")
    page.fill("#id_words", words)
    page.fill("#id_percent", "100")
    page.click("text=Nộp báo cáo")
    page.wait_for_selector(f"text=Đã nộp báo cáo {duty.code}")


def hand_in_rest(story: Story, round_: Round, when: dt.datetime) -> None:
    """The agencies whose way is not told here hand in."""
    for submission in round_.submissions.filter(state="draft"):
        person = story.year.officer(submission.organisation)
        submissions.save_draft(submission=submission, draft=full(submission, 80, 95.0), by=person, at=when)
        submissions.hand_in(submission=submission, by=person, at=when)


@pytest.mark.browser
@pytest.mark.slow
def test_a_whole_year(story: Story, letterbox: Letterbox, tmp_path: Path) -> None:
    year = story.year
    _trade, trade_officer = story.agency(1)

    # March: the agency signs for its duty.
    page = story.on(trade_officer, 3, 2, "/viec-cua-toi/")
    page.click("button:has-text('Nhận việc') >> nth=0")
    page.wait_for_selector("text=Đã nhận việc")

    # April: an agency says done outside any period; nothing closes before the focal officer has looked.
    finished = Duty.objects.get(code="II.3.3")
    report_done(story, finished, 4, 9, "Đã nghiệm thu")
    page = story.on(year.focal, 4, 10, "/ky-bao-cao/kiem-tra-lai/")
    story.browser.check_accessibility()
    page.fill(f"#ly-do-{finished.pk}", "Chưa có biên bản nghiệm thu")
    page.click("button:has-text('Trả lại')")
    page.wait_for_selector("text=Đã ghi kết quả kiểm tra II.3.3")
    report_done(story, finished, 4, 14, "Đã nghiệm thu, biên bản số 12")
    finished.refresh_from_db()
    assert finished.completed_on is None
    page = story.on(year.focal, 4, 20, "/ky-bao-cao/kiem-tra-lai/")
    page.click("button:has-text('Xác nhận hoàn thành')")
    page.wait_for_selector("text=Không còn việc nào chờ kiểm tra lại")
    finished.refresh_from_db()
    assert finished.completed_on == dt.date(2026, 4, 14), "the day that was reported, not that of the check"

    # June: the focal officer reads the call, changes its outline and opens the half-year.
    page = story.on(year.focal, 6, 15, "/ky-bao-cao/")
    page.click("form:has-text('Báo cáo 6 tháng đầu năm 2026') >> text=Xem, sửa chế độ báo cáo")
    page.wait_for_selector("#id_outline")
    story.browser.check_accessibility()
    page.fill("#id_outline", "I. Kết quả\nII. Vướng mắc\nIII. Kiến nghị với tỉnh")
    page.click("button:has-text('Mở kỳ')")
    page.wait_for_selector("h1:has-text('Báo cáo 6 tháng đầu năm 2026')")
    half = Round.objects.get()
    assert half.submissions.count() == 5
    page.click("text=Chế độ báo cáo và đề cương")
    page.fill("#id_consolidate_on", "12/07/2026")
    page.fill("#id_reason", "Theo lịch họp UBND tỉnh")
    page.click("button:has-text('Ghi')")
    page.wait_for_selector(".regime-history:has-text('12/07/2026')")
    story.browser.check_accessibility()

    # One agency hands in by page, one by Excel after an error in a cell.
    own = story.submission(half, 1)
    page = story.on(trade_officer, 7, 1, f"/ban-nop/{own.pk}/")
    page.click("text=Chế độ báo cáo và đề cương của kỳ")
    page.wait_for_selector("text=III. Kiến nghị với tỉnh")
    fill_by_page(page, own, "40", "88,5")
    _builder, builder_officer = story.agency(2)
    other = story.submission(half, 2)
    page = story.on(builder_officer, 7, 2, f"/ban-nop/{other.pk}/")
    client = Client()
    client.force_login(builder_officer, backend="django.contrib.auth.backends.ModelBackend")
    for percent, said in ((140, "ô H5"), (55, "Đã nạp mẫu Excel vào bản nháp")):
        page.click("text=Nộp bằng mẫu Excel")
        if not page.is_visible("input[type=file]"):
            page.click("text=Nộp bằng mẫu Excel")
        page.set_input_files("input[type=file]", filled_workbook(client, other, tmp_path, percent))
        page.click("button:has-text('Nạp')")
        page.wait_for_selector(f"text={said}")
    page.click("text=Nộp cho đầu mối")
    page.wait_for_selector("text=Đã nộp báo cáo cho đầu mối")

    # The focal officer returns one with a remark on a line, told by mail; it comes again and is approved.
    line = own.duty_answers.filter(part="lead")[0]
    page = story.on(year.focal, 7, 3, f"/ban-nop/{own.pk}/")
    page.fill(f"#duty_{line.pk}", "Bổ sung số doanh nghiệp")
    page.click("button:has-text('Trả lại')")
    page.wait_for_selector("text=Đã trả lại bản nộp")
    page = story.on(trade_officer, 7, 3, f"/ban-nop/{own.pk}/")
    assert page.is_visible("text=Bổ sung số doanh nghiệp")
    page.fill(f"#id_words_{line.pk}", "Đã làm việc với bốn cụm và 22 doanh nghiệp")
    page.wait_for_timeout(2500)
    page.click("text=Nộp cho đầu mối")
    page.wait_for_selector("text=Đã nộp báo cáo cho đầu mối")
    page = story.on(year.focal, 7, 4, f"/ban-nop/{own.pk}/")
    page.click("button:has-text('Duyệt')")
    page.wait_for_selector("text=Đã duyệt bản nộp")

    # Whom the totals miss stands on top of them.
    page = story.on(year.focal, 7, 6, f"/ky-bao-cao/{half.pk}/")
    page.click(".totals-silent summary")
    silent = page.inner_text(".totals-silent ul")
    assert late_name(story) in silent
    assert _builder.name not in silent

    # Three agencies are late: urged at three levels, each letter arrives by real mail.
    late, late_officer = story.agency(3)
    for day, level in ((7, "1"), (13, "2"), (27, "3")):
        page = story.on(year.focal, 7, day, f"/ky-bao-cao/{half.pk}/")
        page.click("text=/Đôn đốc \\d+ cơ quan chưa nộp/")
        page.wait_for_selector(f"#level_{late.pk}")
        for box in page.query_selector_all("input[type=checkbox]"):
            if box.get_attribute("name") != f"to_{late.pk}":
                box.set_checked(False)
        page.set_checked(f"input[name=to_{late.pk}]", True)
        assert page.input_value(f"#level_{late.pk}") == level
        page.click("text=Gửi các cơ quan đã đánh dấu")
        page.wait_for_selector("text=Đã gửi 1 văn bản")
        run_jobs()
    mailed = [message["To"] for message in letterbox.letters]
    assert mailed.count(late_officer.email) == 3
    returned = [trade_officer.email, builder_officer.email]
    assert sorted(one for one in mailed if one != late_officer.email) == sorted(returned)
    third = Urging.objects.get(level=3)
    page = story.on(late_officer, 7, 27, f"/don-doc/{third.pk}/")
    page.fill("#tra-loi", "Thanh tra tỉnh nộp ngay hôm nay")
    page.click("text=Gửi trả lời")
    page.wait_for_selector("text=Đã gửi câu trả lời")

    # August: an event opens the conditional duty, which has a day from now on.
    waiting = Duty.objects.get(code="II.4.4")
    page = story.on(year.focal, 8, 20, f"/nhiem-vu/{waiting.pk}/")
    page.click("text=Ghi sự kiện mở hạn")
    page.fill("#id_what", "Trung ương đã ban hành hướng dẫn")
    page.fill("#id_due_on", "2026-11-30")
    page.click("button:has-text('Ghi sự kiện')")
    page.wait_for_selector("text=Đã ghi sự kiện")
    waiting.refresh_from_db()
    assert waiting.due_on == dt.date(2026, 11, 30)

    # November: more time is asked for, and the leader grants it on the one page.
    duty = Duty.objects.get(code="II.2.2")
    page = story.on(trade_officer, 11, 9, f"/nhiem-vu/{duty.pk}/")
    page.click("text=Xin gia hạn")
    page.fill("#id_until", "2027-01-31")
    page.fill("#id_reason", "Hai trạm chờ thẩm định thiết kế")
    page.click("text=Gửi đề nghị")
    page.wait_for_selector("text=Đã gửi đề nghị")
    page = story.on(year.leader, 11, 10, "/lanh-dao/")
    page.wait_for_selector("text=Gia hạn nhiệm vụ II.2.2 đến 31/01/2027?")
    page.click("button:has-text('Đồng ý') >> nth=0")
    page.wait_for_selector("text=Đã ghi quyết định")
    duty.refresh_from_db()
    assert duty.due_on == dt.date(2027, 1, 31)

    # The officer's calendar has the new day.
    page = story.on(trade_officer, 11, 11, "/thong-bao/")
    page.click("text=Tạo lịch")
    address = page.inner_text(".feed-address code").removeprefix(story.browser.address)
    feed = Calendar.from_ical(Client().get(address).content)
    days = {str(event["uid"]): event["dtstart"].dt for event in feed.walk("VEVENT")}
    assert days[f"nhiem-vu-{duty.pk}@tinh-xanh"] == dt.date(2027, 1, 31)

    # The year: opened, handed in with the last words beside, approved, drawn together, signed.
    page = story.on(year.focal, 11, 16, "/ky-bao-cao/")
    page.click("form:has-text('Báo cáo năm 2026') >> text=Mở kỳ")
    page.wait_for_selector("h1:has-text('Báo cáo năm 2026')")
    whole = Round.objects.get(rhythm="year")
    own = story.submission(whole, 1)
    page = story.on(trade_officer, 12, 8, f"/ban-nop/{own.pk}/")
    assert page.is_visible("text=Đã làm việc với bốn cụm và 22 doanh nghiệp")
    fill_by_page(page, own, "70", "92,5")
    hand_in_rest(story, whole, at(12, 9))
    for submission in whole.submissions.all():
        page = story.on(year.focal, 12, 11, f"/ban-nop/{submission.pk}/")
        page.click("button:has-text('Duyệt')")
        page.wait_for_selector("text=Đã duyệt bản nộp")
    said = [cell.inner_text() for cell in page.query_selector_all(".totals-table tfoot td")]
    n, done = year.programme.duties.count(), year.programme.duties.filter(completed_on__isnull=False).count()
    assert said[:4] == [str(n), str(n), str(done), "0"]
    assert done >= 1
    story.browser.check_accessibility()
    page.click("text=Lập dự thảo")
    page.wait_for_selector("text=khớp phụ lục")
    page.click("text=/Chọn câu từ \\d+ kết quả đã nộp/")
    page.click("text=Đưa vào >> nth=0")
    page.wait_for_selector(".passage-source")
    story.browser.check_accessibility()
    page = story.on(year.focal, 12, 18, f"/ky-bao-cao/{whole.pk}/phan-chung/")
    page.fill("#id_signer", "Nguyễn Minh Đức")
    page.click("button:has-text('Ghi')")
    page.wait_for_selector("text=Đã ghi phần chung")
    page = story.on(year.focal, 12, 18, f"/ky-bao-cao/{whole.pk}/ky/")
    page.fill("#id_number", "215")
    page.click("text=Ký và khóa")
    page.wait_for_selector("text=Báo cáo đã ký và khóa lại")

    # What was signed says what was handed in.
    client.force_login(year.leader, backend="django.contrib.auth.backends.ModelBackend")
    made = Document(io.BytesIO(client.get(f"/ky-bao-cao/{whole.pk}/bao-cao.docx").content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert "Nguồn thải lớn kết nối quan trắc tự động đạt 92,5%" in text
    assert "Số: 215/BC-SNNMT" in made.tables[0].rows[1].cells[0].text
