"""What is handed in and asked for: report rounds, submissions, requests, urging, the report itself."""

from tinhxanh.apps.reports.models.consolidated import (
    OfficeTemplate,
    Passage,
    Report,
)
from tinhxanh.apps.reports.models.letters import (
    Feed,
    MailWish,
    Notice,
    Urging,
)
from tinhxanh.apps.reports.models.motion import (
    DutyCheck,
    Occurrence,
    Request,
    TriggerEvent,
)
from tinhxanh.apps.reports.models.questions import (
    Question,
)
from tinhxanh.apps.reports.models.rounds import (
    DutyAnswer,
    FigureAnswer,
    Round,
    Submission,
    Verdict,
)
from tinhxanh.apps.reports.models.subplans import (
    Service,
    SubPlan,
)

__all__ = [
    "DutyAnswer",
    "DutyCheck",
    "Feed",
    "FigureAnswer",
    "MailWish",
    "Notice",
    "Occurrence",
    "OfficeTemplate",
    "Passage",
    "Question",
    "Report",
    "Request",
    "Round",
    "Service",
    "SubPlan",
    "Submission",
    "TriggerEvent",
    "Urging",
    "Verdict",
]
