"""Paragraphs that close a document or speak about it: they give no duty and take no place among points."""

from __future__ import annotations

import re

# The newspaper or office that prints a letter: "(TTXVN) - UBND tỉnh …".
DATELINE = r"\([\w&. -]{2,30}\)\s?[.:–-]*\s+"
_CLOSING = re.compile(
    r"Trên đây là|Trong quá trình|Trong khi (?:triển khai|thực hiện)|Quá trình (?:tổ chức )?"
    r"(?:triển khai|thực hiện)"
    r"|Căn cứ (?:nội dung )?Kế hoạch này, (?:yêu cầu|đề nghị)|Nhận được|Kế hoạch này|Rất mong"
    # "Căn cứ ý kiến chỉ đạo trên, yêu cầu các sở … triển khai thực hiện./.": nothing but "do so"
    r"|Căn cứ (?:(?:các )?(?:nội dung|ý kiến)(?: chỉ đạo)?(?: (?:nêu )?trên)?"
    r"|(?:nội dung )?(?:văn bản|[Cc]ông văn|[Cc]hỉ thị|Kế hoạch|Chương trình|Quyết định|Đề án|Thông báo)"
    r" này),"
    r" [^.:]{5,260}?(?:triển khai|tổ chức|nghiêm túc)(?: triển khai| tổ chức)* thực hiện[\s./]*$"
    r"|Trên cơ sở (?:nội dung )?(?:Kế hoạch|Chương trình|Quyết định|Chỉ thị|Công văn|Thông báo) này,"
    r"(?!\s(?:chủ động )?(?:xây dựng|ban hành|lập|cụ thể hóa|rà soát)\s)"  # a deed of whom a heading names
    r"|(?:Kế hoạch|Chương trình|Đề án)(?: hành động)?(?: này)? (?:bao )?gồm (?:có )?\d"
    r"|Trường hợp [^.;]{5,200}?(?:sáp nhập|hợp nhất|giải thể|kết thúc hoạt động|chuyển giao nhiệm vụ)"
    r"|Trân trọng|Nếu có (?:khó khăn|vướng mắc)|(?:Rất )?[Mm]ong (?:nhận được|được)(?=\s)|Xem thêm"
    r"|(?:Yêu cầu|Đề nghị) (?:Thủ trưởng|các|Giám đốc)[^.]{0,200}(?:nghiêm túc|khẩn trương"
    r"|triển khai)[^.]{0,60}thực hiện"
    r"|Yêu cầu (?:Thủ trưởng|các|Giám đốc)[^.]{0,220}nghiêm túc (?:triển khai|thực hiện)[^.]{0,120}vướng mắc"
    r"|(?:Quyết định|Chỉ thị|Thông báo|Công văn|Văn bản|Nghị quyết) này"
    r" (?:có hiệu lực|thay|được|đã được|bãi bỏ|gồm|phổ biến)"
    r"|\((?:[Kk]èm|[Cc]ó (?!trách|hiệu)|[Cc]hi tiết|Thông báo này)|Chi tiết|Ghi chú|Nay,? (?:thông báo|UBND)"
    r"|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) tỉnh (?:yêu cầu|đề nghị|thông báo)[^.:]{0,250}"
    r"(?:nghiêm túc|triển khai thực hiện|biết)[^.:;]{0,80}"
    r"(?:[\s./]*$|\.\s+(?:Trong|Quá trình|Nếu|Mọi|Trường hợp))"
    r"|Văn phòng (?:UBND|Ủy ban nhân dân) tỉnh (?:xin )?(?:thông báo|đề nghị)"
    r"|(?:Thừa lệnh [^.;]{5,90}, )?Văn phòng [^.;]{3,60}? (?:xin |kính |trân trọng )?(?:thông báo|truyền đạt)"
    r" (?:để|ý kiến|tới|đến)"
    r"|\((?:Theo|Sao|Gửi|Công văn|Văn bản|Bản chụp)[^()]*\)[\s./]*$|Xem chi tiết|(?:Nội dung )?[Cc]hi"
    r" tiết xem"
    r"|(?:UBND|[ỦU][ỷy] ban|Sở)\s[^.:,]{2,60}? (?:xin )?thông báo"
    r" (?:để|đến|cho|tới)\s[^.:]{3,240}(?:biết|thực hiện)[^.:]{0,30}\.?/?\.?\s*$"
    r"|Kính (?:đề nghị|trình|báo cáo)"
    r"|(?:Nếu )?[Qq]uá (?:thời hạn|thời gian)(?=\s)"
)
# Those whose words stand somewhere within are tried only where a sentence holds the words.
_WEIGHS = re.compile(
    r"(?![^.:]{0,100}(?:[Xx]ác định|[Cc]oi|[Xx]em|[Nn]hận thức)\s)[^.:]{5,120}\slà "
    r"(?:một trong những )?nhiệm vụ (?:quan trọng|trọng tâm|thường xuyên)"
)
# "Yêu cầu Sở X, UBND xã Y triển khai thực hiện./." of those already told what to do; thanks for the help.
_DO_SO = re.compile(
    r"(?:Yêu cầu|Đề nghị) (?![^.:;]*(?:phối hợp|chủ trì|căn cứ)\s)[A-ZĐỦ][^.:;]{5,260}?(?:,|\svà)\s"
    r"[^.:;]{5,260}?"
    r"\s(?:nghiêm túc|khẩn trương|triển khai)(?: tổ chức| triển khai)* thực hiện[\s./]*$"
)
_THANKS = re.compile(
    r"(?:Bộ|Sở|Ban|UBND|[ỦU][ỷy] ban|Uỷ ban|Văn phòng|Cục|Hội)\s[^.:;,]{2,80}?\s(?:xin |rất )?"
    r"(?:trân trọng |chân thành )+(?:cảm|cám) ơn\s"
)
# "Đề nghị các đơn vị quan tâm phối hợp./.": a wish for help or care that names no deed.
_WISHES = re.compile(
    r"(?:(?:UBND|[ỦU][ỷy] ban|Sở|Ban|Cục|Chi cục|Văn phòng)\s[^.:;,]{2,60}?\s)?"
    r"(?:[Kk]ính |[Tt]rân trọng |[Rr]ất )*(?:[Đđ]ề nghị|[Mm]ong|[Yy]êu cầu)\s"
    r"[^.:;]{3,160}?\s(?:quan tâm|lưu ý|tích cực|nghiêm túc|kịp thời)"
    r"(?:,? (?:quan tâm|tích cực|kịp thời|nghiêm túc|phối hợp|chỉ đạo|tạo điều kiện|triển khai|hợp tác"
    r"|hỗ trợ))*(?: thực hiện)?(?: (?:chặt chẽ|tốt|đầy đủ))?[\s./]*$"
)
_REPORTS = re.compile(r"[^.:]{5,80}(?:kính báo cáo|xin báo cáo|trân trọng báo cáo)[^.:]{0,60}\./")
_BODY = r"(?:Bộ|Sở|Ban|UBND|[ỦU][ỷy] ban|Uỷ ban|Văn phòng|Cục|Hội)\s[^.:;,]{2,80}?"
# The last sentence of a letter: "UBND tỉnh A trân trọng đề nghị Bộ B quan tâm, xem xét./.", "Bộ A gửi ý kiến
# để Quý Bộ tổng hợp./.": what was asked stands above it.
_REGARDS = re.compile(
    rf"{_BODY}\s(?:(?:kính|trân trọng)(?: mong và)? đề nghị\s[^.:;]{{3,160}}?\s(?:quan tâm|xem xét)"
    r"|(?:xin |trân trọng |kính )?gửi\s[^.:;]{2,120}?\s(?:để|tới|đến)\s[^.:;]{0,60}?(?:Quý|tổng hợp|biết))"
    r"[^.:;]{0,120}\./"
)
# "(Danh mục nhiệm vụ có Phụ lục kèm theo)" and the caption of a picture.
_NOTE = re.compile(
    r"\([^()]{3,160}\s(?:Phụ lục|Phụ biểu|[Dd]anh mục|[Bb]iểu)[^()]{0,60}(?:kèm theo|đính kèm)[^()]{0,60}\)"
    r"[\s./;]*$"
    r"|[^.;:]{5,300}\((?:Hình|Ảnh|Nguồn)(?: ảnh)?(?::| từ| minh)[^()]{0,60}\)[\s.]*$"
)

_INSTRUMENT = r"(?:Quyết định|Chỉ thị|Kế hoạch|Nghị quyết|Thông báo|Công văn|Quy chế|Văn bản|Chương trình)"
_THIS = rf"{_INSTRUMENT} này"
# The executory article: those named carry out the instrument, which gives no duty of its own.
_EXECUTES = re.compile(
    r"(?:(?:(?:chịu|có) trách nhiệm (?:tổ chức )?(?:(?:triển khai )?(?:thi hành|thực hiện))|thi hành)"
    rf" {_THIS}"
    rf"|(?:căn cứ {_INSTRUMENT}(?: này)?|(?:chịu|có) trách nhiệm)(?: (?:để|tổ chức)){{0,2}} thi hành)"
    r"(?: (?:theo quy định|kể từ ngày ký[^.]*))?(?:\[\d+\])?[\s./]*$"
)
# The enacting article, and the sentence that points at its annex.
_ENACTS = re.compile(
    rf"Ban hành (?:kèm )?theo {_THIS}\s|"
    r"(?:Ban hành|Phê duyệt|Phân công|Giao|Công bố|Nội dung|Nhiệm vụ|Danh mục|Phân công nhiệm vụ|Các nhiệm vụ"
    r"|Các nhóm (?:nhiệm vụ|giải pháp|hoạt động)"
    r"|Chi tiết|Tiến độ|Việc phân công|Chỉ tiêu)(?=[\s,])[^.;]{0,400}?(?:(?:kèm theo|ban hành kèm theo)"
    rf"(?: {_THIS})?|\((?:[Cc]hi tiết|[Cc]ó|[Tt]heo|[Nn]êu)[^()]{{0,80}}(?:Phụ lục|Phụ biểu|Danh mục"
    rf"|Biểu)[^()]{{0,80}}\)"
    r"|(?:tại|ở|theo|trong) (?:các )?(?:Phụ lục|Phụ biểu|Danh mục)(?: (?:[IVX]+|\d+)(?:[,và \d IVX]*))?"
    rf"(?: (?:của )?{_THIS})?)(?:\[\d+\])?[\s./;]*(?:\[\d+\])?[\s./;]*$"
    r"|Các (?:nhiệm vụ|nội dung|chỉ tiêu)[^.;]{0,160}? được (?:xác định|nêu|quy định|phân công|thể hiện)"
    r"(?: \w+){0,2}"
    r" (?:tại|ở|trong|theo) (?:các )?(?:Phụ lục|Phụ biểu|Danh mục)\s.{0,300}$"
    rf"|(?:Nay )?(?:[Bb]an hành|[Pp]hê duyệt) kèm theo {_THIS} (?:Quy|Kế|Chương|Đề|Danh|Bộ|các|Phương"
    rf"|bản)[^.;:]{{5,400}}[\s./]*$"
)
_TOLD = re.compile(
    rf"(?:{DATELINE})?"
    r"(?:[^.;:]{0,200}?,\s*)??(?:UBND|[ỦU][ỷy] ban|Uỷ ban|HĐND|(?:Phó )?Chủ tịch|(?:Phó )?Thủ tướng"
    r"|Chính phủ|Bộ"
    r"|Sở|Ban|Văn phòng|Tỉnh ủy|Tổ công tác)(?=\s)[^.;:,]{0,90}?\s(?:(?:đã|vừa)\s+(?:ban hành|ký|có|tổ"
    r" chức|nhận"
    r"|thành lập|phê duyệt|công bố|chủ trì|nghe|thống nhất|đồng ý"
    r"|nhất trí)|(?:chỉ đạo|có ý kiến) về\s|nhận được|ban hành\s+(?:[Cc]ông|[Vv]ăn bản|Quyết|Nghị|Chỉ)"
    r"|có\s+(?:[Cc]ông văn|[Vv]ăn bản|[Bb]áo cáo|Tờ trình)\s+(?:số\s)?)(?!\w*ý kiến)"
)
_DATED = re.compile(
    r"(?:(?:Sau n|N)gày \d|Trong (?:năm|quý|tháng|kỳ)|Năm 20\d\d|Trên cơ sở|Thực hiện|Căn cứ)[^.;]{3,260}?,"
    r"\s*(?:UBND|[ỦU][ỷy] ban|Uỷ ban|Chủ tịch|Tỉnh ủy|HĐND"
    r"|Hội đồng|Sở|Thủ tướng|Chính phủ|Bộ)(?=\s)[^.;,]{0,120}?\s(?:đã )?"
    r"(?:ban hành|ký|phê duyệt|thành lập"
    r"|kiện toàn|tổ chức|có(?=\s(?:Công văn|Văn bản|Kế hoạch|Quyết định|Chỉ thị)\ssố)) "
)


# With these a paragraph tells on what ground, when or after what a letter was written.
_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Theo(?! đó)|Kính gửi|Xét|Để|Nhằm|Ngày|Tháng \d|Năm \d|Sau khi|Tiếp theo|Triển khai"
    r"|Qua|(?:Trong )?[Tt]hời gian (?:qua|vừa qua|gần đây)|Trước đó|Cùng ngày|Được biết|Hiện nay)"
    r"(?=[\s\d/,])"
)


def opens(text: str) -> bool:
    """Whether a paragraph begins as those before the orders of a letter do.

    >>> opens("Căn cứ Luật Bảo vệ môi trường năm 2020;"), opens("Theo đó, các xã báo cáo.")
    (True, False)
    """
    return _OPENS.match(text) is not None


def is_executory(text: str) -> bool:
    """Whether a paragraph names those who carry out the instrument, or enacts it and points at its annex.

    >>> is_executory("Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.")
    True
    """
    if _EXECUTES.search(_without_force(text)) is not None:
        return _is_general(_without_force(text))
    if "này" not in text and "Phụ" not in text and "Danh mục" not in text and "kèm theo" not in text:
        return False
    return _ENACTS.match(text) is not None


_IN_FORCE = re.compile(rf"(?<=[./])\s*{_THIS.removesuffix(' này')}(?: này)? có hiệu lực[^.;]*[\s./]*$")


def _without_force(text: str) -> str:
    """The text without a last sentence that says from when the instrument is in force."""
    return _IN_FORCE.sub("", text) if "hiệu lực" in text else text


def _is_general(text: str) -> bool:
    """Whether nothing else is asked in the paragraph: one sentence without a second deed."""
    body = text.rstrip(" ./")
    return ". " not in body and not re.search(
        r"(?:hướng dẫn|kiểm tra|đôn đốc|tham mưu|báo cáo|theo dõi)\s", body
    )


def recites(text: str) -> bool:
    """Whether a paragraph of a report tells what an organ issued or signed on a day.

    >>> recites("Ngày 02/3/2026, UBND tỉnh ban hành Quyết định số 12/QĐ-UBND thành lập Tổ công tác.")
    True
    """
    return _DATED.match(text) is not None


def recounts(text: str) -> bool:
    """Whether a paragraph tells what a body issued, signed, received or held: letters begin so.

    >>> recounts("UBND tỉnh nhận được Công văn số 7/BXD-VP của Bộ Xây dựng.")
    True
    """
    return _TOLD.match(text) is not None


_CAPTION = re.compile(
    r"(?:[Ảả]nh|Hình ảnh|Hình)(?:\s+(?:minh họa|minh hoạ|tư liệu|internet))?\s*(?::[^.]{0,60}\.?|\.?)$"
    r"|(?:[^.;:]|\.(?=\w)){10,200}[.)]?\s*\(?(?:[Ảả]nh|Nguồn ảnh|Nguồn)(?:\s+minh họa)?\s*:[^.;:]{2,60}[.)]*$"
)


def is_caption(text: str) -> bool:
    """Whether a line stands below a picture of a page and names who took it.

    >>> is_caption("Người dân thu gom rác ven sông. Ảnh: Lan Anh"), is_caption("Ảnh minh họa")
    (True, True)
    """
    return len(text) < 260 and ("nh" in text or "Nguồn" in text) and _CAPTION.match(text) is not None


_BEFORE_THAT = re.compile(rf"(?:{DATELINE})?(?:Trước đó|Trước đây)\s*,?\s")


def harks_back(text: str) -> bool:
    """Whether a paragraph tells what was before what its letter is about: "Trước đó, Bộ X đã yêu cầu …"."""
    return _BEFORE_THAT.match(text) is not None


def is_closing(text: str) -> bool:
    """Whether a paragraph closes the document or speaks about it."""
    return (
        _CLOSING.match(text) is not None
        or ("là " in text and _WEIGHS.match(text) is not None)
        or ("thực hiện" in text and _DO_SO.match(text) is not None)
        or ("./" in text and _WISHES.match(text) is not None)
        or ("ơn" in text and _THANKS.match(text) is not None)
        or ("báo cáo" in text and _REPORTS.match(text) is not None)
        or ("./" in text and _REGARDS.match(text) is not None)
        or (")" in text and _NOTE.match(text) is not None)
    )
