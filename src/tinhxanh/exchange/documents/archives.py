"""Zip containers (docx, odt) behind a door: sizes and ratios are checked before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinhxanh.exchange.documents.limits import Limits, MiB
from tinhxanh.exchange.documents.unreadable import Unreadable

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
_RESEND = "hãy mở bằng phần mềm soạn thảo, lưu lại rồi tải lên tệp mới"


def _damaged(detail: str) -> Unreadable:
    return Unreadable("damaged", detail, _RESEND)


class Archive:
    """The parts of a checked zip file."""

    def __init__(self, file: zipfile.ZipFile, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._infos = {info.filename: info for info in file.infolist()}
        self._check()

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def names(self) -> list[str]:
        """Names of all parts."""
        return list(self._infos)

    def _check(self) -> None:
        if len(self._infos) > self._limits.parts:
            raise _bomb(f"tệp nén chứa {len(self._infos)} phần")
        for info in self._infos.values():
            if info.flag_bits & 1:
                raise Unreadable(
                    "encrypted", "tệp được bảo vệ bằng mật khẩu", "hãy bỏ mật khẩu rồi tải lên lại"
                )
            self._check_size(info)

    def _check_size(self, info: zipfile.ZipInfo) -> None:
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > MiB and ratio > self._limits.ratio:
            raise _bomb(f"phần “{info.filename}” bung ra gấp {ratio:.0f} lần")

    def read(self, name: str) -> bytes | None:
        """The part `name` unpacked, None if there is none; Unreadable if it is damaged or too large."""
        info = self._infos.get(name)
        if info is None:
            return None
        if info.file_size > self._limits.part_size:
            raise Unreadable(
                "too-large",
                f"phần “{name}” dài {info.file_size // MiB} MB, quá mức {self._limits.part_size // MiB} MB",
                "hãy chia văn bản thành nhiều tệp",
            )
        try:
            with self._file.open(info) as part:
                return part.read(self._limits.part_size + 1)
        except _DAMAGE as error:
            raise _damaged(f"phần “{name}” trong tệp bị hỏng") from error


def _bomb(detail: str) -> Unreadable:
    return Unreadable(
        "zip-bomb", f"{detail}, có dấu hiệu là tệp nén độc hại", "hãy xin lại tệp gốc từ nơi gửi"
    )


@contextmanager
def opened(content: Path | bytes, limits: Limits) -> Iterator[Archive]:
    """The zip file `content`, checked; Unreadable if it is damaged, locked or a bomb."""
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    try:
        file = zipfile.ZipFile(source)
    except _DAMAGE as error:
        raise _damaged("tệp bị hỏng hoặc bị cắt ngắn, không mở được phần nén") from error
    with file:
        yield Archive(file, limits)
