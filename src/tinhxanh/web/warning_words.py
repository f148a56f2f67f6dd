"""What the reader points at, in the language of the page and with places that people can find.

Warnings and doubts are kept in Vietnamese, as they were found. Here the fixed words around what the document
says are put into the language of the page; quotations stay as printed, and the places of paragraphs without a
marker (`p3`) are told in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_noop as _

DUTIES = (
    _("Nhiệm vụ %(id)s chưa giao cho cơ quan nào."),
    _("Mục %(id)s có thời hạn hoặc kỳ báo cáo nhưng không nêu cơ quan nào thực hiện."),
    _("Mục %(id)s yêu cầu báo cáo nhưng không đọc được thời hạn hoặc kỳ báo cáo."),
    _("Nhập hạn hoặc kỳ báo cáo nếu văn bản có nêu."),
    _("Mục %(id)s có câu giao việc nhưng không đọc được thành nhiệm vụ."),
    _("Đọc lại đoạn này và thêm nhiệm vụ nếu cần."),
    _("Mục %(id)s giao %(path)s nhưng văn bản không có điểm này."),
    _("Nhiệm vụ %(id)s: %(name)s vừa chủ trì vừa phối hợp với chính mình."),
    _("Bỏ %(name)s ở phần phối hợp."),
    _("Nhiệm vụ %(id)s trùng với nhiệm vụ %(other_id)s."),
    _("Gộp hai nhiệm vụ hoặc nêu rõ khác biệt."),
    _("Gộp vào %(id)s nếu là một việc; chấp nhận để riêng nếu là hai việc."),
    _("%(n)s nhiệm vụ “thường xuyên” nhưng văn bản không nêu kỳ báo cáo nào để theo dõi."),
    _("Bổ sung kỳ báo cáo, ví dụ 6 tháng và năm."),
    _("Hỏi %(name)s, cơ quan chủ trì nhiều nhiệm vụ nhất của nhóm này."),
)
NUMBERS = (
    _("Điểm hiện tại: tổng các thành phần là %(sum)s nhưng dòng tổng ghi %(total)s."),
    _("Điểm mục tiêu: tổng các thành phần là %(sum)s nhưng dòng tổng ghi %(total)s."),
    _("Đối chiếu lại %(n)s thành phần."),
    _("Chỉ tiêu %(id)s: %(base)s tăng %(step)s là %(sum)s, văn bản ghi %(value)s."),
    _("Chỉ tiêu %(id)s: %(base)s giảm %(step)s là %(sum)s, văn bản ghi %(value)s."),
    _("Kiểm tra mức %(value)s hoặc mức tăng %(step)s."),
    _("Kiểm tra mức %(value)s hoặc mức giảm %(step)s."),
    _("%(name)s: năm %(year)s (%(value)s) thấp hơn năm %(before)s (%(was)s)."),
    _("%(name)s: năm %(year)s (%(value)s) cao hơn năm %(before)s (%(was)s)."),
    _("Kiểm tra lại lộ trình theo năm."),
    _("Thành phần %(n)s: phần lời ghi %(value)s điểm, phụ lục ghi %(other)s điểm."),
    _("Thống nhất hai chỗ."),
    _("%(name)s: thứ hạng mục tiêu %(value)s kém hơn thứ hạng hiện tại %(was)s."),
    _("Kiểm tra thứ hạng mục tiêu."),
    _("%(name)s: mục tiêu %(value)s thấp hơn hiện tại %(was)s."),
    _("Kiểm tra mức mục tiêu hoặc chiều cải thiện."),
    _("Chỉ tiêu %(id)s: %(value)s % nằm ngoài khoảng 0–100 %."),
    _("Chỉ tiêu %(id)s: điểm thành phần %(value)s lớn hơn 10."),
    _("Chỉ tiêu %(id)s: thứ hạng %(value)s không có trong %(n)s tỉnh, thành phố."),
    _("Kiểm tra lại con số."),
    _(
        "%(name)s: %(value)s điểm, hạng %(rank)s không khớp kết quả đã công bố của kỳ %(year)s: %(published)s"
        " điểm xếp hạng %(place)s (nguồn: %(source)s)."
    ),
    _(
        "%(name)s: mục tiêu %(value)s điểm, hạng %(rank)s không khớp kết quả đã công bố của kỳ %(year)s:"
        " %(published)s điểm xếp hạng %(place)s (nguồn: %(source)s)."
    ),
    _("Kiểm tra lại điểm hoặc thứ hạng mục tiêu."),
    _("Đối chiếu lại điểm và thứ hạng."),
)
TIMES = (
    _("Mục %(id)s nộp báo cáo ngày %(day)s, sau ngày tổng hợp %(other_day)s ở mục %(other_id)s."),
    _("Đổi một trong hai ngày."),
    _("Nhiệm vụ %(id)s có hạn %(day)s, trước ngày ban hành %(other_day)s."),
    _("Kiểm tra năm của hạn."),
)
SHAPE = (
    _("Sau mục %(id)s là mục %(other_id)s: đánh số không liền mạch."),
    _("Kiểm tra xem có mục nào bị thiếu."),
    _("Văn bản không ghi số, ký hiệu."),
    _("Văn bản không ghi ngày ban hành."),
    _("Văn bản không ghi số, ký hiệu và ngày ban hành."),
    _("Nhập theo bản đã ký."),
    _("Dường như có bảng mà các cột không tách được; nội dung vẫn giữ trong văn bản."),
    _("Có bảng chưa đọc được thành nhiệm vụ hay chỉ tiêu; nội dung vẫn giữ trong văn bản."),
    _("Các ô của hàng này được chia theo suy đoán vì văn bản không còn đường kẻ bảng."),
    _("So nhiệm vụ, cơ quan và thời hạn với bản gốc."),
    _("Đây là hợp đồng giữa các bên, không phải kế hoạch của cơ quan nhà nước."),
    _("Không thấy cơ quan nhà nước nào ban hành hay được giao việc: đây có thể không phải kế hoạch."),
    _("Nếu tải nhầm tệp thì không lập chương trình từ văn bản này."),
)
NAMES = (
    _("%(kind)s %(number)s đã được thay thế bởi %(other)s."),
    _("%(kind)s %(number)s đã được thay thế bởi %(other)s (theo nguồn chưa đối chiếu với văn bản gốc)."),
    _("Viện dẫn %(other)s."),
    _("Ngày %(day)s không có “%(name)s”; việc thuộc cơ quan dưới đây. Chọn một, hoặc giữ nguyên tên."),
    _("“%(name)s” chưa rõ là cơ quan nào trong danh bạ. Chọn một, hoặc giữ nguyên tên."),
    _("“%(name)s” không có trong danh bạ. Thêm cơ quan, hoặc giữ nguyên tên và giao sau."),
    _("Câu này không nêu cơ quan. Chọn một, hoặc để là việc chưa có chủ."),
    _(
        "Văn bản của %(province)s, không phải của %(own)s: tên cơ quan được đối chiếu với danh bạ của"
        " %(root)s, phần theo mẫu chung còn chờ xác nhận."
    ),
    _("%(name)s: tên cơ quan của thời khác"),
    _("%(name)s: chưa rõ cơ quan"),
    _("%(name)s: cơ quan không có trong danh bạ"),
    _("không nêu cơ quan"),
    _("theo danh bạ"),
    _("chủ trì %(n)s / %(all)s việc của mục này"),
    _("ban hành văn bản này"),
)
TWINS = (
    _("Cùng lời với nhiệm vụ %(id)s của %(other)s."),
    _("Gần cùng lời (%(n)s %) với nhiệm vụ %(id)s của %(other)s."),
    _(
        "Hai văn bản triển khai nhau: giữ mục này và nối hai nhiệm vụ ở trang kế hoạch của cơ quan;"
        " nếu chỉ nhắc lại thì loại mục này."
    ),
    _("Nếu là một việc thì loại mục này, chỉ giữ một nơi; nếu là hai việc thì chấp nhận để riêng."),
    _("Một văn bản khác giao nhiệm vụ gần cùng lời; hãy trao đổi trước khi giữ hay loại mục này."),
    _(
        "Một văn bản khác của %(name)s giao nhiệm vụ gần cùng lời; hãy trao đổi trước khi giữ hay"
        " loại mục này."
    ),
    _("trùng với văn bản khác"),
    _("trùng với văn bản khác của %(name)s"),
    _("trùng với %(name)s"),
    _("trùng trong văn bản này"),
)
FILES = (
    _(
        "Văn bản viết không dấu nên nhiều tên cơ quan và nhiệm vụ có thể bị đọc sót; hãy tải lên"
        " bản có dấu nếu có."
    ),
    _(
        "Văn bản không phải tiếng Việt nên không tìm được nhiệm vụ; hãy kiểm tra xem có đúng tệp"
        " cần đọc không."
    ),
    _(
        "Lớp chữ của tệp PDF có nhiều lỗi nhận dạng; hãy đọc lại với “Nhận dạng chữ (OCR)”, hoặc tải lên bản"
        " .docx."
    ),
    _("Trang %(n)s chỉ có hình ảnh nên chưa đọc được; hãy đọc lại với “Nhận dạng chữ (OCR)”."),
    _("Trang %(n)s không nhận dạng được chữ nào; hãy quét lại rõ hơn hoặc nhập nội dung bằng tay."),
    _("Chữ của %(n)s trang do máy nhận dạng từ hình ảnh; hãy đối chiếu số liệu và tên cơ quan với bản gốc."),
    _(
        "Văn bản dùng bảng mã cũ %(name)s và đã được chuyển sang Unicode; hãy đối chiếu các chữ có"
        " dấu với bản gốc."
    ),
    _(
        "Văn bản dùng phông chữ cũ %(name)s và đã được chuyển sang Unicode; hãy đối chiếu các chữ"
        " có dấu với bản gốc."
    ),
    _("Tệp mang đuôi “.%(name)s” nhưng nội dung là %(found)s; đã đọc theo nội dung."),
)
UNREADABLE = (
    _("Không đọc được tệp “%(name)s”: %(what)s; %(mend)s."),
    _(
        "Phần mềm gặp lỗi khi đọc tệp “%(name)s”; hãy thử lưu tệp sang dạng .docx hoặc"
        " .pdf rồi tải lại, hoặc báo quản trị hệ thống."
    ),
    _("LibreOffice không mở được tệp"),
    _("LibreOffice không chuyển xong tệp trong %(n)s giây"),
    _("nội dung không phải văn bản hay định dạng mà hệ thống biết"),
    _("nội dung là %(found)s, không phải văn bản"),
    _("phần “%(part)s” có khai báo XML không an toàn"),
    _("phần “%(part)s” trong tệp bị hỏng"),
    _("phần “%(part)s” có quá nhiều thành phần"),
    _("trang web có quá nhiều thành phần"),
    _("tệp .%(kind)s cần LibreOffice để đọc mà máy chủ chưa cài"),
    _("tệp bị hỏng hoặc bị cắt ngắn, không mở được phần nén"),
    _("tệp chỉ có hình ảnh, không có chữ"),
    _("tệp có %(n)s trang đều là hình ảnh, không có lớp chữ"),
    _("tệp có %(n)s trang, quá mức %(most)s trang"),
    _("tệp không có chữ nào"),
    _("tệp rỗng (0 byte)"),
    _("tệp PDF được bảo vệ bằng mật khẩu"),
    _("tệp được bảo vệ bằng mật khẩu"),
    _("tệp PDF bị hỏng hoặc bị cắt ngắn"),
    _("tệp Word thiếu phần nội dung"),
    _("tệp .odt thiếu phần nội dung"),
    _("tệp không đọc xong trong %(n)s giây"),
    _("tệp đòi hơn %(n)s MB bộ nhớ để đọc"),
    _("tệp làm chương trình đọc dừng đột ngột"),
    _("tệp dài %(n)s MB, quá mức %(most)s MB"),
    _("văn bản thuần dài %(n)s MB, quá mức %(most)s MB"),
    _("phần “%(part)s” dài %(n)s MB, quá mức %(most)s MB"),
    _("hãy chia văn bản thành nhiều tệp hoặc giảm chất lượng ảnh quét"),
    _("hãy chia văn bản thành nhiều tệp"),
    _("hãy chia thành nhiều tệp"),
    _("hãy lưu thành .docx rồi tải lên lại"),
    _("hãy lưu thành .docx rồi tải lên lại, hoặc nhờ quản trị viên cài gói libreoffice-writer"),
    _("hãy mở bằng phần mềm soạn thảo, lưu lại rồi tải lên tệp mới"),
    _("hãy mở bằng phần mềm soạn thảo, lưu hoặc xuất lại rồi tải lên tệp mới"),
    _("hãy mở bằng Word, lưu lại rồi tải lên lại"),
    _("hãy mở bằng LibreOffice, lưu lại rồi tải lên lại"),
    _("hãy nhờ quản trị viên cài gói tesseract-ocr và tesseract-ocr-vie, hoặc tải lên bản .docx"),
    _("hãy tải lên tệp .docx, .odt, .pdf, .html hoặc .txt"),
    _("hãy xuất thành PDF rồi đọc với “Nhận dạng chữ (OCR)”, hoặc tải lên bản có chữ"),
    _("hãy đọc lại với “Nhận dạng chữ (OCR)”, hoặc tải lên bản .docx"),
    _("hãy kiểm tra lại tệp gốc"),
    _("hãy xuất lại PDF từ bản gốc rồi tải lên lại"),
    _("hãy bỏ mật khẩu rồi tải lên lại"),
    _("hãy xin lại tệp gốc từ nơi gửi"),
    _("tệp nén chứa %(n)s phần"),
    _("phần “%(part)s” bung ra gấp %(n)s lần"),
    _("%(what)s, có dấu hiệu là tệp nén độc hại"),
    _("tệp là bản quét mà %(what)s"),
    _("máy chủ chưa cài chương trình nhận dạng chữ Tesseract"),
    _("Tesseract trên máy chủ chưa có dữ liệu tiếng Việt"),
    _("bảng tính Excel"),
    _("bảng tính OpenDocument"),
    _("bản trình chiếu PowerPoint"),
    _("bản trình chiếu OpenDocument"),
    _("ảnh PNG"),
    _("ảnh JPEG"),
    _("ảnh GIF"),
    _("ảnh TIFF"),
    _("ảnh BMP"),
    _("chương trình máy tính"),
    _("tệp nén RAR"),
    _("tệp nén 7-Zip"),
    _("tệp nén gzip"),
    _("tệp nén ZIP"),
    _("tệp PostScript"),
    _("cơ sở dữ liệu"),
    _("tệp âm thanh hoặc phim"),
    _("trang web đóng gói (MHT)"),
    _("tệp của phần mềm văn phòng cũ không rõ loại"),
)
FORMS = (*DUTIES, *NUMBERS, *TIMES, *SHAPE, *NAMES, *TWINS, *FILES, *UNREADABLE)
"""Every sentence that a check, a doubt or a reader of files may say, and every piece of one."""

_LONGEST = 2000
"""Characters: beyond them a text is none of these, and is not searched for them."""
_PLACES = ("id", "other_id")
_SENTENCES = ("what", "mend", "found")
_PLAIN = re.compile(r"p\d+")
_LABELS = re.compile(r"\b(điểm|mục|Phần) ([^\s,]+)")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The longest first, so that the form that says more is tried before the one it begins with."""
    made = []
    for form in sorted(FORMS, key=len, reverse=True):
        written = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", re.escape(form))
        made.append((re.compile(written, re.DOTALL), form))
    return tuple(made)


def say(text: str) -> str:
    """A warning or doubt as the page says it; what no form knows stays as it was kept."""
    return _say(text, get_language() or "vi")


@lru_cache(maxsize=10_000)
def _say(text: str, _language: str) -> str:
    if len(text) > _LONGEST:
        return text
    for message, proposal in _halves(text):
        first, second = _one(message), _one(proposal)
        if first is not None and second is not None:
            return f"{first} {second}"
    return _one(text) or text


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Every way to take a text for a message and a proposal behind it."""
    return ((text[: stop.start() + 1], text[stop.end() :]) for stop in re.finditer(r"\. ", text))


def _one(text: str) -> str | None:
    for pattern, form in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return _fill(_t(form), found.groupdict())
    return None


def _fill(form: str, said: dict[str, str]) -> str:
    """The form with what was said in it; a percent sign of its own is none of a placeholder."""
    return re.sub(r"%\((\w+)\)s", lambda one: _value(one[1], said[one[1]]), form)


def _value(name: str, value: str) -> str:
    if name in _PLACES:
        return place(value)
    if name in _SENTENCES:
        return _one(value) or value
    if name == "path":
        return _LABELS.sub(lambda level: _t(LEVELS[level[1]]) % {"label": level[2]}, value)
    return value


LEVELS = {"điểm": _("điểm %(label)s"), "mục": _("mục %(label)s"), "Phần": _("Phần %(label)s")}
"""What the levels of a document are called where an assignment names a place that is not there."""


def place(code: str) -> str:
    """Where a fact stands, for people: `II.p3` is paragraph 3 of II; a printed marker stays as it is."""
    parts = code.rstrip("+").partition("/")[0].split(".")
    at = next((n for n, part in enumerate(parts) if _PLAIN.fullmatch(part)), None)
    if at is None:
        return code
    said = [_t("đoạn %(n)s") % {"n": parts[at][1:]}]
    if at:
        said.insert(0, ".".join(parts[:at]))
    if parts[at + 1 :]:
        said.append(_t("ý %(n)s") % {"n": ".".join(parts[at + 1 :])})
    return ", ".join(said) + code[len(".".join(parts)) :]
