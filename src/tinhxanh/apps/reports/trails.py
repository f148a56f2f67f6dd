"""Which rows keep a history that an auditor reads: what each is called, whom it concerns, where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from tinhxanh.apps.accounts.models import User
from tinhxanh.apps.programmes import models as kept
from tinhxanh.apps.programmes import rights as programmes
from tinhxanh.apps.registers import facts
from tinhxanh.apps.registers import models as loaded
from tinhxanh.apps.reports import models as handed
from tinhxanh.apps.reports import rights
from tinhxanh.apps.reports.wording import Say

Seen = Callable[[User, dt.date], Q]


@dataclass(frozen=True, slots=True)
class Trail:
    """One kind of row. `seen` is the condition on its events that a person may read them.

    `programme` and `duty` are lookups from an event to the ids it belongs to; `thing` names the page on
    which the row stands and the lookup of that page's id; `name` tells a row in words, reading `joins`, its
    fixed words in the language of whoever reads.
    """

    kind: str
    word: str
    model: type[Model]
    seen: Seen
    name: Callable[[Any, Say], str]
    thing: tuple[str, str]
    programme: str = ""
    duty: str = ""
    joins: tuple[str, ...] = ()

    @property
    def events(self) -> Any:
        """The model that holds the events of these rows."""
        return self.model.pgh_event_model


def _of_duties(field: str) -> Seen:
    return lambda user, on: Q(**{f"{field}__in": programmes.visible_duties(user, on).order_by().values("pk")})


def _of_programmes(field: str) -> Seen:
    return lambda user, on: Q(**{f"{field}__in": programmes.visible_programmes(user, on).values("pk")})


def _of_submissions(field: str) -> Seen:
    visible = rights.visible_submissions
    return lambda user, on: Q(**{f"{field}__in": visible(user, on).order_by().values("pk")})


def _of_letters(user: User, on: dt.date) -> Q:
    return Q(pgh_obj__in=rights.visible_urgings(user, on).order_by().values("pk"))


def _of_whole(programme: str) -> Seen:
    """Rows of programmes that are seen as a whole: the consolidated report stands on all agencies."""
    return lambda user, on: programmes.within(f"{programme}__focal__path", programmes.reach(user, on).whole)


def _of_documents(organisation: str) -> Seen:
    """What was loaded in the branches of which all is seen."""
    return lambda user, on: programmes.within(f"{organisation}__path", programmes.reach(user, on).whole)


def _of_loaded(user: User, on: dt.date) -> Q:
    """Documents without the moment in which a reading begins: what came of it is told."""
    return _of_documents("organisation")(user, on) & ~Q(state=loaded.Document.State.READING)


def _of_sub_plans(prefix: str) -> Seen:
    def seen(user: User, on: dt.date) -> Q:
        held = programmes.reach(user, on)
        whole = programmes.within(f"{prefix}programme__focal__path", held.whole)
        return whole | programmes.within(f"{prefix}organisation__path", held.read)

    return seen


def _shortened(text: str, most: int = 110) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rstrip()} …"


def _duty(event: Any) -> str:
    return f"{event.duty.code} {_shortened(event.duty.text)}" if event.duty else ""


def _letter(event: Any, say: Say) -> str:
    level = say(event.get_level_display())
    return f"{level} {say('số')} {event.number}/{event.year}, {event.organisation}"


def _submission(event: Any) -> str:
    held = event.submission
    return f"{held.organisation}, {held.round.title}"


def _target(target: Any) -> str:
    return f"{target.code} {_shortened(target.subject)}"


_SUBMISSION = ("submission__organisation", "submission__round")
TRAILS: tuple[Trail, ...] = (
    Trail(
        "document", "Văn bản", loaded.Document, _of_loaded,
        lambda event, say: _shortened(event.title or event.filename), ("document", "pgh_obj_id"), "",
    ),
    Trail(
        "fact", "Mục đọc được", loaded.ReadFact, _of_documents("document__organisation"),
        lambda event, say: f"{event.code} {_shortened(facts.words_of(event))}", ("review", "document_id"), "",
    ),
    Trail(
        "programme", "Chương trình", kept.Programme, _of_programmes("pgh_obj"),
        lambda event, say: _shortened(event.title), ("programme", "pgh_obj_id"), "pgh_obj_id",
    ),
    Trail(
        "duty", "Nhiệm vụ", kept.Duty, _of_duties("pgh_obj"),
        lambda event, say: f"{event.code} {_shortened(event.text)}", ("duty", "pgh_obj_id"),
        "programme_id", "pgh_obj_id",
    ),
    Trail(
        "part", "Phân công", kept.DutyAgency, _of_duties("duty"),
        lambda event, say: f"{say(event.get_role_display())}: {event.name}. {_duty(event)}",
        ("duty", "duty_id"), "duty__programme_id", "duty_id", ("duty",),
    ),
    Trail(
        "progress", "Báo cáo nhiệm vụ", kept.ProgressReport, _of_duties("duty"),
        lambda event, say: f"{event.organisation}: {event.percent}\u00a0%. {_duty(event)}",
        ("duty", "duty_id"), "duty__programme_id", "duty_id", ("duty", "organisation"),
    ),
    Trail(
        "evidence", "Minh chứng", kept.Evidence, _of_duties("report__duty"),
        lambda event, say: event.filename, ("duty", "report__duty_id"),
        "report__duty__programme_id", "report__duty_id", ("report__duty",),
    ),
    Trail(
        "target", "Số phải đạt", kept.Target, _of_programmes("programme"),
        lambda event, say: _target(event),
        ("programme", "programme_id"), "programme_id", "duty_id",
    ),
    Trail(
        "round", "Kỳ báo cáo", handed.Round, _of_programmes("programme"),
        lambda event, say: event.title, ("round", "pgh_obj_id"), "programme_id",
    ),
    Trail(
        "submission", "Bản nộp", handed.Submission, _of_submissions("pgh_obj"),
        lambda event, say: f"{event.organisation}, {event.round.title}", ("submission", "pgh_obj_id"),
        "round__programme_id", joins=("organisation", "round"),
    ),
    Trail(
        "answer", "Dòng nhiệm vụ của bản nộp", handed.DutyAnswer, _of_submissions("submission"),
        lambda event, say: f"{_duty(event)} ({_submission(event)})", ("submission", "submission_id"),
        "submission__round__programme_id", "duty_id", ("duty", *_SUBMISSION),
    ),
    Trail(
        "figure", "Dòng chỉ tiêu của bản nộp", handed.FigureAnswer, _of_submissions("submission"),
        lambda event, say: f"{_target(event.target)} ({_submission(event)})", ("submission", "submission_id"),
        "submission__round__programme_id", "target__duty_id", ("target", *_SUBMISSION),
    ),
    Trail(
        "check", "Kiểm tra báo cáo", handed.DutyCheck, _of_duties("duty"),
        lambda event, say: f"{say(event.get_verdict_display())}. {_duty(event)}", ("duty", "duty_id"),
        "duty__programme_id", "duty_id", ("duty",),
    ),
    Trail(
        "request", "Đề nghị", handed.Request, _of_duties("duty"),
        lambda event, say: f"{say(event.get_kind_display())}, {event.organisation}. {_duty(event)}",
        ("duty", "duty_id"), "duty__programme_id", "duty_id", ("duty", "organisation"),
    ),
    Trail(
        "question",
        "Câu hỏi của lãnh đạo",
        handed.Question,
        _of_duties("duty"),
        lambda event, say: f"{_shortened(event.words)} {_duty(event)}",
        ("duty", "duty_id"),
        "duty__programme_id",
        "duty_id",
        ("duty",),
    ),
    Trail(
        "trigger", "Sự kiện mở hạn", handed.TriggerEvent, _of_programmes("programme"),
        lambda event, say: _shortened(event.what), ("programme", "programme_id"), "programme_id",
    ),
    Trail(
        "occurrence", "Lần phải trả lời", handed.Occurrence, _of_duties("duty"),
        lambda event, say: f"{event.due_on:%d/%m/%Y}. {_duty(event)}", ("duty", "duty_id"),
        "duty__programme_id", "duty_id", ("duty",),
    ),
    Trail(
        "letter", "Văn bản đôn đốc", handed.Urging, _of_letters, _letter, ("urging", "pgh_obj_id"),
        "programme_id", joins=("organisation",),
    ),
    Trail(
        "report", "Báo cáo tổng hợp", handed.Report, _of_whole("round__programme"),
        lambda event, say: _shortened(event.title), ("round", "round_id"), "round__programme_id",
    ),
    Trail(
        "passage", "Câu của báo cáo", handed.Passage, _of_whole("report__round__programme"),
        lambda event, say: _shortened(event.text), ("round", "report__round_id"),
        "report__round__programme_id", joins=("report",),
    ),
    Trail(
        "sub_plan", "Kế hoạch của cơ quan", handed.SubPlan, _of_sub_plans(""),
        lambda event, say: f"{event.organisation}, {say('hạn')} {event.due_on:%d/%m/%Y}",
        ("programme", "programme_id"), "programme_id", joins=("organisation",),
    ),
    Trail(
        "service", "Nối nhiệm vụ cấp trên", handed.Service, _of_sub_plans("sub_plan__"),
        lambda event, say: _duty(event),
        ("duty", "duty_id"), "sub_plan__programme_id", "duty_id", ("duty",),
    ),
)  # fmt: skip
BY_KIND = {trail.kind: trail for trail in TRAILS}

#: Fields that hold the id of an organisation.
OFFICES = ("organisation_id", "successor_id", "focal_id")
#: What a field is called where a change of it is told. Others follow from these, or serve the machine.
LABELS = {
    "organisation_id": "cơ quan",
    "successor_id": "cơ quan nhận",
    "focal_id": "đầu mối",
    "title": "tên",
    "start_year": "từ năm",
    "end_year": "đến năm",
    "code": "mục",
    "kind": "loại",
    "level": "mức",
    "number": "số",
    "year": "năm",
    "role": "vai trò",
    "name": "tên ghi trong văn bản",
    "text": "lời",
    "words": "lời",
    "subject": "nội dung",
    "content": "nội dung",
    "what": "sự kiện",
    "theme": "chủ đề",
    "component": "thành phần",
    "deadline_kind": "loại hạn",
    "deadline_text": "cách nêu hạn",
    "due_on": "hạn",
    "due_before": "hạn khi xin",
    "until": "xin đến ngày",
    "percent": "tỷ lệ (%)",
    "value": "giá trị",
    "comparator": "so sánh",
    "unit": "đơn vị",
    "baseline_value": "giá trị mốc đầu",
    "baseline_rank": "hạng mốc đầu",
    "baseline_year": "năm mốc đầu",
    "target_rank": "hạng phải đạt",
    "obstacle": "vướng mắc",
    "difficulties": "khó khăn, vướng mắc",
    "proposals": "đề xuất, kiến nghị",
    "note": "ghi chú",
    "state": "trạng thái",
    "verdict": "kết luận",
    "remark": "nhận xét",
    "remarks": "lý do trả lại",
    "reason": "lý do",
    "answer": "trả lời",
    "is_dropped": "bỏ khỏi kế hoạch",
    "is_owed": "phải trả lời",
    "started_on": "ngày bắt đầu",
    "done_on": "ngày hoàn thành",
    "takes_back": "rút lời báo hoàn thành ngày",
    "said_done_on": "ngày báo hoàn thành",
    "completed_on": "ngày hoàn thành",
    "happened_on": "ngày xảy ra",
    "starts_on": "từ ngày",
    "answered_on": "ngày trả lời",
    "linked_on": "ngày nối",
    "signed_on": "ngày ký",
    "accepted_at": "nhận việc lúc",
    "answered_at": "trả lời lúc",
    "handed_in_at": "nộp lúc",
    "decided_at": "quyết định lúc",
    "read_at": "mở đọc lúc",
    "data_from": "số liệu từ",
    "data_to": "chốt số liệu",
    "hand_in_on": "hạn nộp",
    "consolidate_on": "hạn tổng hợp",
    "who": "ai báo cáo",
    "recipients": "nơi nhận",
    "rhythm": "nhịp",
    "forms": "biểu mẫu",
    "way": "cách gửi",
    "outline": "đề cương",
    "opening": "mở đầu",
    "assessment": "đánh giá",
    "authority": "thẩm quyền ký",
    "signer": "người ký",
    "source": "căn cứ",
    "filename": "tệp",
    "sha256": "mã SHA-256",
    "error_text": "vì sao không đọc được",
    "date": "ngày văn bản",
    "issuer": "cơ quan ban hành",
    "province": "tỉnh",
    "section_title": "phần",
}
