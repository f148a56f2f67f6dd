"""What was issued: provinces over time, instruments, documents and what was read in them."""

from __future__ import annotations

import uuid

import pghistory
from django.db import models


class Province(models.Model):
    """A province under one name and territory. The code alone says nothing: 24 was Bắc Giang, is Bắc Ninh."""

    code = models.CharField(max_length=2)
    name = models.CharField(max_length=100, help_text="without Tỉnh or Thành phố")
    full_name = models.CharField(max_length=120)
    folded = models.CharField(max_length=100, db_index=True)
    sort_key = models.CharField(max_length=200, db_index=True, db_collation="C")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_from"
    )
    committee = models.ForeignKey(
        "accounts.Organisation", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source = models.TextField()
    is_verified = models.BooleanField(default=True)

    class Meta:
        ordering = ("sort_key",)
        constraints = (models.UniqueConstraint(fields=("code", "valid_from"), name="province_code_once"),)

    def __str__(self) -> str:
        return self.name


class Instrument(models.Model):
    """A legal or administrative instrument that documents cite. Its key is number, year and issuer."""

    number = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.TextField(blank=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    source = models.TextField(blank=True)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("number", "issuer", "date"),
                condition=~models.Q(number=""),
                name="instrument_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.number) if part)


def document_path(document: Document, filename: str) -> str:
    """Where an uploaded document lies: by its own id, never by the name the browser sent."""
    return f"documents/{document.id}"


@pghistory.track(
    exclude=["canonical_text", "layout", "facts", "notes", "progress", "progress_text", "progress_at"]
)
class Document(models.Model):
    """A file that somebody loaded, and its reading."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ đọc"
        READING = "reading", "Đang đọc"
        READ = "read", "Chờ rà soát"
        FAILED = "failed", "Không đọc được"
        CONFIRMED = "confirmed", "Đã lập chương trình"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    file = models.FileField(upload_to=document_path, max_length=200)
    filename = models.CharField(max_length=250)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    supersedes = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="superseded_by"
    )

    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent of the reading done")
    progress_text = models.CharField(max_length=200, blank=True)
    progress_at = models.DateTimeField(null=True, blank=True, help_text="when the reading last said a word")
    error_code = models.CharField(max_length=40, blank=True)
    error_text = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    format = models.CharField(max_length=10, blank=True)
    n_pages = models.PositiveIntegerField(null=True, blank=True)
    canonical_text = models.TextField(blank=True)
    layout = models.JSONField(default=dict, help_text="page_starts, blocks and tables of the canonical text")
    facts = models.JSONField(default=dict, help_text="as read; never changed afterwards")
    notes = models.JSONField(
        default=list, help_text="[{code, message, page}] for a person, on the whole document"
    )

    kind = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=250, blank=True)
    province = models.CharField(max_length=100, blank=True)
    title = models.TextField(blank=True)
    folded = models.TextField(blank=True, help_text="title, number and file name without tone or case")

    class Meta:
        ordering = ("-uploaded_at",)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "sha256"), name="document_loaded_once"),
        )

    def __str__(self) -> str:
        return self.title or self.filename


@pghistory.track()
class ReadFact(models.Model):
    """One thing read in a document, on its way through a person's hands.

    `as_read` is what the reader said; `value` what stands now; both in the form of the facts JSON.
    """

    class Kind(models.TextChoices):
        TASK = "task", "Nhiệm vụ"
        TARGET = "target", "Chỉ tiêu"
        OBLIGATION = "obligation", "Hạn báo cáo"
        REFERENCE = "reference", "Văn bản"
        INDICATOR_ROW = "indicator_row", "Dòng chỉ tiêu"
        AGREEMENT = "agreement", "Thỏa thuận"

    class State(models.TextChoices):
        TODO = "todo", "Chưa xem"
        ACCEPTED = "accepted", "Đã chấp nhận"
        EDITED = "edited", "Đã sửa"
        REJECTED = "rejected", "Đã loại"
        MERGED = "merged", "Đã gộp"

    document = models.ForeignKey(Document, models.CASCADE, related_name="read_facts")
    kind = models.CharField(max_length=16, choices=Kind)
    position = models.PositiveIntegerField(help_text="order in the document, with gaps to split into")
    code = models.CharField(max_length=60, blank=True)
    section = models.CharField(
        max_length=60, blank=True, help_text="marker path of the section, such as II.1"
    )
    section_title = models.TextField(blank=True)
    as_read = models.JSONField(null=True, help_text="empty where a person split it off")
    value = models.JSONField()
    spans = models.JSONField(default=list, help_text="[{page, start, end}] of the canonical text")
    doubts = models.JSONField(default=list, help_text="[{code, message, field, name, proposals}]")
    apart = models.JSONField(
        default=list, blank=True, help_text="keys of duties that a person said are other duties than this one"
    )
    state = models.CharField(max_length=10, choices=State, default=State.TODO)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged_facts"
    )
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="grows with each change; two people at once")

    class Meta:
        ordering = ("document", "kind", "position", "id")
        indexes = (models.Index(fields=("document", "kind", "position")),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"
