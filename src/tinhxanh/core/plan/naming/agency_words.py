"""The vocabulary of agency names: what departments are called, how names begin, where they end.

General words only: which province or year a document is from makes no difference here.
Sources: NĐ 24/2014, 107/2020, 45/2025, 150/2025 and 370/2025/NĐ-CP (departments of a province).
"""

from __future__ import annotations

import re

from tinhxanh.core.plan.normal import UPPER, fold

# Fields after "Sở", "Bộ", "Phòng" that hold a comma or "và", and those commonly listed after "các Sở:".
FIELDS = (
    "Lao động - Thương binh và Xã hội",
    "Lao động, Thương binh và Xã hội",
    "Lao động Thương binh và Xã hội",
    "Lao động-Thương binh và Xã hội",
    "Lao động - TB và XH",
    "Lao động - TB&XH",
    "Lao động - Thương binh & Xã hội",
    "LĐ-TB và XH",
    "LĐ-TB&XH",
    "LĐ-TB-XH",
    "LĐTB&XH",
    "LĐTBXH",
    "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp & Phát triển nông thôn",
    "Nông nghiệp và PTNT",
    "Nông nghiệp & PTNT",
    "Nông nghiệp và Môi trường",
    "Nông nghiệp & Môi trường",
    "NN và PTNT",
    "NN&PTNT",
    "NN và MT",
    "NN&MT",
    "NNMT",
    "NN-PTNT",
    "NN-MT",
    "Tài nguyên và Môi trường",
    "Tài nguyên & Môi trường",
    "Tài nguyên môi trường",
    "Tài nguyên - Môi trường",
    "TN và MT",
    "TN&MT",
    "TNMT",
    "TN-MT",
    "Văn hóa, Thể thao và Du lịch",
    "Văn hóa Thể thao và Du lịch",
    "Văn hóa - Thể thao và Du lịch",
    "Văn hóa, Thể thao, Du lịch",
    "Văn hóa và Thể thao",
    "Văn hóa - Thể thao",
    "Văn hóa - Xã hội",
    "VHTT&DL",
    "VHTTDL",
    "VH,TT&DL",
    "VH, TT và DL",
    "Kế hoạch và Đầu tư",
    "Kế hoạch & Đầu tư",
    "KH và ĐT",
    "KH&ĐT",
    "KHĐT",
    "KH-ĐT",
    "Kế hoạch - Đầu tư",
    "Khoa học và Công nghệ",
    "Khoa học & Công nghệ",
    "KH và CN",
    "KH&CN",
    "KHCN",
    "KH-CN",
    "Thông tin và Truyền thông",
    "Thông tin & Truyền thông",
    "TT và TT",
    "TT&TT",
    "TTTT",
    "TT-TT",
    "Giáo dục và Đào tạo",
    "Giáo dục & Đào tạo",
    "GD và ĐT",
    "GD&ĐT",
    "GDĐT",
    "GD-ĐT",
    "Giao thông vận tải",
    "Giao thông Vận tải",
    "Giao thông công chính",
    "GTVT",
    "Dân tộc và Tôn giáo",
    "Dân tộc, Tôn giáo",
    "Dân tộc",
    "Quy hoạch - Kiến trúc",
    "Quy hoạch và Kiến trúc",
    "QHKT",
    "An toàn thực phẩm",
    "Tài chính - Kế hoạch",
    "Công Thương",
    "Xây dựng",
    "Tài chính",
    "Nội vụ",
    "Tư pháp",
    "Y tế",
    "Ngoại vụ",
    "Ngoại giao",
    "Du lịch",
    "Quốc phòng",
    "Công an",
    "Kinh tế, Hạ tầng và Đô thị",
    "Kinh tế - Hạ tầng",
    "Kinh tế và Hạ tầng",
    "Kinh tế",
    "Quản lý đô thị",
)
_BY_LENGTH = sorted({fold(field) for field in FIELDS}, key=len, reverse=True)
FIELD = re.compile(
    "(?:"
    + "|".join(
        re.escape(f.replace(" - ", "-"))
        .replace(r"\-", r"\s*-\s*")
        .replace(r"\ ", r"\s+")
        .replace(",", r"\s*,")
        for f in _BY_LENGTH
    )
    + r")(?!\w)",
    re.IGNORECASE,
)

_UP = f"(?=\\s+[{UPPER}])"

# How a proper name begins. Order does not matter: all are tried at one place.
NAMED = re.compile(
    "(?:"
    f"[Ss]ở(?=\\s+(?:[{UPPER}]|kế hoạch|tài nguyên|xây dựng|y tế|nội vụ))"
    f"|Bộ{_UP}|Bộ(?=\\s+(?:chỉ huy|tư lệnh))|Ban{_UP}|Ban(?=\\s+(?:quản lý|chỉ đạo|dân tộc|tuyên giáo"
    f"|chấp hành|chỉ huy|thường vụ|tổ chức|nội chính|dân vận))|Ban xây dựng [Đđ]ảng"
    f"|Cục{_UP}|Chi cục{_UP}|Tổng cục{_UP}|Vụ{_UP}|Văn phòng(?!\\s+phẩm)|VPUBND|VP UBND"
    "|Công an(?=(?:,|\\s+và)\\s+(?:Bộ|Quân|Biên|UBND|Sở)(?!\\w))"
    "|[Cc]ông an(?=\\s+(?:tỉnh|thành phố|TP|huyện|xã|phường|cấp|các|địa phương|Tỉnh|Thành))"
    "|[Cc]ơ quan(?=\\s+(?:Thuế|Công an|Hải quan|Bảo hiểm))"
    "|Thanh tra(?=\\s+(?:tỉnh|Tỉnh|Sở|sở|Chính phủ|thành phố|Thành phố|nhà nước))"
    "|UBND|[ỦU][ỷy] ban|Uỷ ban|UB MTTQ|UBMTTQ(?:VN|\\s+VN)?|MTTQ|Mặt trận Tổ quốc"
    "|(?:BCH )?Trung ương(?=\\s+(?:Mặt trận|Đoàn|Hội)\\s)|HĐND|Hội đồng nhân dân|Hội đồng"
    "|Thường trực(?=\\s+(?:Tỉnh|HĐND|UBND|Hội|Thành|Ủy))|BTV(?=\\s)|Đài(?=\\s+(?:Phát|PT|Truyền|Tiếng|Khí"
    "|TH))|Đài PTTH"
    f"|Tạp chí{_UP}|Sở Giao dịch(?=\\s+[Cc]hứng)"
    f"|Báo và (?:Đài )?[Pp]hát thanh(?:,| và| -)\\s*(?:và )?[Tt]ruyền hình|Báo{_UP}|Cổng(?=\\s+(?:Thông"
    f"|thông|TTĐT))|Hội{_UP}|Hiệp [Hh]ội|Câu lạc bộ{_UP}"
    "|Liên minh|Liên đoàn|Liên hiệp|Tỉnh đoàn|Tỉnh Đoàn|Thành đoàn|Đoàn(?=\\s+(?:Thanh|TNCS|ĐBQH|đại biểu))"
    f"|Trung tâm(?=\\s+(?:[{UPPER}]|phục vụ|xúc tiến|dịch vụ|khuyến|hành chính))|Quỹ{_UP}|Trường{_UP}"
    f"|Phân hiệu{_UP}|Viện{_UP}|Đội{_UP}|Trạm{_UP}"
    f"|Bệnh viện|Tổng [Cc]ông ty|Công ty|Tập đoàn|Ngân hàng{_UP}|Ngân hàng(?=\\s+nhà)|NHNN|Kho bạc"
    "|Thuế(?=\\s+(?:tỉnh|thành phố|cơ sở|khu vực))|Hải quan(?=\\s+(?:tỉnh|khu vực|thành phố))|Bảo hiểm "
    "[Xx]ã hội|BHXH"
    "|Điện lực(?=\\s)|Thống kê(?=\\s+(?:tỉnh|thành phố))|Bộ đội [Bb]iên phòng|BQL|Ban QL"
    f"|[Pp]hòng(?=\\s+(?:Quản lý|Kinh tế|Nghiệp vụ|Tài chính|Văn hóa|Tổ chức|nghiệp vụ|chuyên môn))"
    f"|Phòng(?=\\s+(?:[{UPPER}]|chuyên môn))|Vườn [Qq]uốc gia|Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Đảng ủy"
    f"|Tỉnh uỷ|Thành uỷ|Huyện uỷ|Thị uỷ|Đảng uỷ"
    "|Tòa án|Toà án|Viện [Kk]iểm sát|Hạt (?:[Kk]iểm lâm|Quản lý)|Chi nhánh(?=\\s)|VCCI|Cảng vụ|Đại học"
    "(?=\\s)|Học viện|Tổ công tác|Tổ Công tác"
    "|Chủ tịch(?=\\s+(?:UBND|Ủy ban|Uỷ ban|Hội|Liên|HĐND))|Phó Chủ tịch(?=\\s+(?:UBND|Ủy ban))"
    "|Giám đốc(?=\\s+(?:các|Sở|sở|Công an|Ban|Trung tâm|Kho|Đài))|Trưởng(?=\\s+(?:Ban|ban|phòng|Phòng"
    "|Công an|các))"
    "|Chánh(?=\\s+(?:Văn phòng|Thanh tra))|Thủ trưởng|Người đứng đầu|Lãnh đạo(?=\\s+(?:các|Sở|UBND))"
    "|Cục trưởng|Chi cục trưởng|Tổng cục trưởng|Vụ trưởng|Viện trưởng|Hiệu trưởng|Chỉ huy trưởng|Tổ trưởng"
    "|(?:Các )?(?:Bộ|Thứ) trưởng(?=[\\s,]|$)|Tổng [Gg]iám đốc|Tổng [Bb]iên tập|Thống đốc|Tổng Thanh tra"
    "|(?:Phó )?Bí thư(?=\\s+(?:Tỉnh|Thành|Huyện|Đảng|Đoàn|Ban))|Chủ nhiệm(?=\\s+(?:Văn|Ủy|Uỷ|Hợp))"
    "|Phó (?:Giám đốc|Trưởng)(?=\\s+(?:Sở|Công an|[Bb]an))"
    # bodies of many states: "Chương trình Lương thực Thế giới", "Tổ chức Y tế Thế giới"
    f"|(?:Chương trình|Tổ chức|Cơ quan)(?=\\s+[{UPPER}]\\w*(?:\\s\\w+){{0,5}}?\\s"
    "(?:Liên [Hh](?:ợp|iệp) [Qq]uốc|[Tt]hế giới|[Qq]uốc tế)(?!\\w))"
    "|Thủ tướng Chính phủ|Chính phủ|Quốc hội"
    ")"
)

NOUN = (
    "(?:[Ss]ở(?:\\s+[Bb]an,?\\s+[Nn]gành)?|[Bb]ộ(?!\\s+trưởng)"
    "|(?:Ban QLDA|BQLDA|BQL)(?:\\s+(?:các )?dự án)?(?:\\s+chuyên ngành|\\s+khu vực)?"
    "|[Bb]an(?:\\s+[Qq]uản lý(?:\\s+dự án(?:\\s+đầu tư)?(?:\\s+xây dựng)?|\\s+"
    "(?:các\\s+)?[Kk]hu\\s+\\w+(?:\\s+\\w+)?)?)?|[Nn]gành(?!\\s+nghề)|cơ quan(?:\\s+(?:ngang\\s+[Bb]ộ"
    "|(?:trực\\s+)?thuộc\\s+Chính phủ))?|đơn vị|địa phương|tổ chức đảng|tổ chức"
    "(?:\\s+(?:chính trị\\s?[-–]\\s?xã hội"
    "|chính trị xã hội|chính trị|đoàn thể(?:\\s?-\\s?xã hội)?"
    "|xã hội(?:\\s?-?\\s?nghề nghiệp)?))?|xã hội nghề nghiệp|[Pp]hòng"
    "|đoàn thể|lực lượng vũ trang|hội(?=\\W)|[Hh]ội đoàn thể"
    "|hiệp hội|doanh nghiệp|hợp tác xã|huyện|thị xã|thành phố|xã(?!\\s+hội)|phường|thị trấn|đặc khu|quận"
    # below the commune; "bản" and "làng" are units only where no noun of their own follows
    "|tổ dân phố|khu phố|tổ nhân dân|thôn|buôn(?!\\s+(?:bán|lậu))|ấp|khóm"
    "|(?:bản|làng)(?=\\s*(?:[,.;:]|và\\s|$))|cấp"
    "(?=\\s*,)|lực lượng"
    "|trường(?!\\s+hợp)(?:\\s+học)?|cơ sở(?:\\s+giáo dục(?:\\s+nghề nghiệp|\\s+đại học|,\\s*đào tạo)?)?"
    "|[Tt]ập đoàn(?:\\s+kinh tế)?|[Tt]ổng [Cc]ông ty(?:\\s+[Nn]hà nước)?"
    "|chủ (?:đầu tư|dự án|hồ(?:\\s+(?:đập|chứa(?:\\s+nước)?))?|đập|rừng|tàu|phương tiện|nguồn thải|cơ"
    " sở)|cá nhân|bệnh viện|trung tâm|chi cục|công ty"
    "|(?<=[Cc]ác )Công ty(?:\\s+[Ll]âm nghiệp)?|cấp ủy"
    "|Ban Quản lý|nhà đầu tư"
    "|ngân hàng(?:\\s+thương mại)?|hội quần chúng|hộ gia đình|hộ dân|ban quản lý|viện)"
)
# A people's committee, short or in full, in old spelling or new.
UBND = r"(?:UBND|[ỦU][ỷy]\s+ban\s+nhân\s+dân)"
# Capitals that begin the next cell or name rather than a place.
_NO_PLACE = (
    "(?!(?:Các|UBND|[ỦU][ỷy] ban|Sở|Ban(?! Mê)|Bộ|Công an|Hội(?! An)|Hiệp hội|Thanh tra|Văn phòng|Trung tâm"
    "|Chi cục|Cục|Đài|Báo|Liên minh|Kho bạc|Ngân hàng|Thường xuyên|H[ằà]ng(?=\\s+(?:năm|quý|tháng))|Năm 20"
    "|Quý [IVX\\d]|Tháng \\d|Trước|Theo|Trong|Sau|Giai đoạn|Định kỳ|Đến|Chủ trì|Phối hợp|Thực hiện)(?!\\w))"
)
_PLACE = f"(?:\\s+{_NO_PLACE}[{UPPER}]\\w*(?:\\s?[-–]\\s?[{UPPER}]\\w*|\\s+{_NO_PLACE}[{UPPER}]\\w*){{0,5}})"
PLACE = _PLACE
_QUALIFIER = (
    "(?:\\s+(?:khác\\s+)?(?:có\\s+)?liên quan(?:\\s+khác)?|\\s+khác|\\s+thành viên|\\s+trực"
    " thuộc(?:\\s+(?:Trung ương"
    f"|tỉnh|{UBND} tỉnh|[Ss]ở))?"
    "|\\s+ở (?:[Tt]rung ương|địa phương)|\\s+(?:xuất|nhập|xuất nhập) khẩu"
    "|\\s+thuộc(?:\\s+(?:phạm vi quản lý|thẩm quyền))"
    f"|\\s+thuộc(?:\\s+và trực thuộc)?\\s+(?:{UBND} tỉnh|tỉnh quản lý|tỉnh{_PLACE}?|Tỉnh"
    f"|[Ss]ở(?:\\s+{FIELD.pattern})?"
    f"|[Bb]ộ(?:\\s+(?i:{FIELD.pattern}))?|[Tt]hành phố|{UBND} thành phố"
    f"|{UBND}"
    "\\s+(?:tỉnh|cấp\\s+(?:tỉnh|huyện|xã)|các\\s+(?:tỉnh,\\s*thành phố(?:\\s+trực thuộc\\s+[Tt]rung ương)?"
    "|xã,\\s*phường)))"
    "|\\s+quản lý\\s+(?:nhà nước\\s+)?(?:chuyên ngành|ngành|lĩnh vực)|\\s+có rừng"
    "|\\s+thông tấn(?:,?\\s*báo chí)?"
    "|\\s+chuyên trách(?:,)? tham mưu(?:,\\s*|\\s+và\\s+)giúp việc"
    "(?:\\s+(?:(?:Đảng|Tỉnh|Thành|Huyện|Thị|cấp) (?:ủy|uỷ)|Trung ương(?: Đảng)?))?"
    "|\\s+cấp\\s+(?:tỉnh|huyện|xã)|\\s+của\\s+(?:tỉnh|thành phố|Sở|Trung ương)"
    f"|\\s+(?:đóng\\s+)?trên địa bàn(?:\\s+(?:tỉnh|thành phố|Thành phố|thị xã|huyện|quận)"
    f"(?:{_PLACE})?)?|\\s+chức năng"
    f"|\\s+chuyên môn(?:\\s+cấp\\s+\\w+)?"
    "|\\s+sự nghiệp(?:\\s+công(?:\\s+lập)?)?|\\s+(?:hành chính(?:\\s+nhà nước)?|nhà nước)|\\s+chính trị"
    "(?:\\s?[-–]\\s?xã hội)?|\\s+nghiệp vụ|\\s+(?:Trung|trung) ương|\\s+truyền thông"
    "(?:,?\\s+báo chí)?|\\s+báo chí"
    "(?:,\\s+truyền thông)?"
    "|\\s+được (?:giao|phân công)\\s+(?:chủ trì|phối hợp|thực hiện)?\\s*(?:các\\s+)?nhiệm vụ\\s+(?:tại|theo)"
    "\\s+(?:các\\s+)?(?:Phụ lục|Danh mục|Kế hoạch)(?:\\s+(?:này|kèm theo|số\\s+[IVX\\d]+|[IVX]+(?!\\w)))*"
    "|\\s+được (?:giao|phân công)(?:\\s+nhiệm vụ)?(?:\\s+(?:là|làm)\\s+(?:cơ quan\\s+|đơn vị\\s+)?đầu mối"
    "(?:\\s+(?:theo dõi\\s+)?(?:các\\s+)?(?:chỉ số|chỉ tiêu|nội dung|nhiệm vụ)(?:\\s+thành phần)?)?"
    "|\\s+(?:chủ trì|phối hợp|thực hiện|theo dõi|phụ trách)"
    "(?:\\s*,\\s*phối hợp)?(?:\\s+(?:các\\s+)?(?:nhiệm vụ|chỉ tiêu|chỉ số|công việc|nội dung)(?!\\s+"
    "(?:tại|theo)))?)?"
    "|\\s+rừng\\s+(?:phòng hộ|đặc dụng|sản xuất)(?:\\s*(?:,|và)\\s+(?:phòng hộ|đặc dụng|sản xuất))*"
    "|\\s+(?:đầu tư|kinh doanh)(?:,?\\s+(?:và|đầu tư|xây dựng|kinh doanh|kết cấu))*\\s+hạ tầng"
    "(?:\\s+kỹ thuật)?(?:\\s+các)?"
    "(?:\\s+(?:cụm|khu)\\s+công nghiệp(?:\\s*,\\s*(?:cụm|khu)\\s+công nghiệp)?|\\s+[KC]CN)"
    "|\\s+(?:có tên|(?:được )?nêu(?: tên)?) (?:tại|trong|ở) (?:[Cc]ông văn|[Vv]ăn bản|[Kk]ế hoạch|[Cc]hỉ thị"
    "|[Qq]uyết định|[Pp]hụ lục|[Dd]anh (?:sách|mục))\\s+(?:này|kèm theo|trên)"
    "|\\s+ngành (?:nghề|hàng)|\\s+nghề nghiệp|\\s+tín dụng|\\s+địa phương|\\s+trong tỉnh|\\s+chủ quản"
    "|\\s+hạ tầng(?:\\s+(?:cụm|khu)\\s+công nghiệp)?|\\s+có cụm công nghiệp|\\s+có khu công nghiệp"
    "|\\s+chủ rừng(?:\\s+nhà nước)?|\\s+báo,\\s*đài"
    "|\\s+quản lý(?:,?\\s+(?:khai thác|vận hành))*\\s+(?:các\\s+)?(?:công trình|hồ chứa(?:\\s+nước)?|hồ|đập)"
    "(?:\\s+(?:thủy|thuỷ) (?:lợi|điện))?(?:(?:,\\s*|\\s+và\\s+)(?:thủy|thuỷ) (?:lợi|điện))*"
    "|,?\\s+(?:thủy|thuỷ) (?:lợi|điện)(?:(?:,\\s*|\\s+và\\s+)(?:thủy|thuỷ) (?:lợi|điện))*"
    "|\\s+(?:tỉnh|thành phố|Thành phố|huyện|thị xã|quận)(?!\\s*,\\s*(?:huyện|thị|thành|xã|quận))"
    "|\\s+thông tin(?:,\\s*(?:báo chí|truyền thông)|\\s+đại chúng|\\s+truyền thông)|\\s+nhân dân)"
)
_NOUNS = (
    f"{NOUN}(?:\\s*(?:,|[-–])\\s*{NOUN}|\\s*;\\s*cơ quan,\\s*đơn vị|\\s+và\\s+{NOUN}"
    "|\\s+(?:ngành(?!\\s+(?:nghề|hàng))|phường"
    "|đoàn thể|đơn vị)(?!\\w))*"
)
COLLECTIVE = re.compile(
    f"(?:(?:[Gg]iám đốc,\\s+)?"
    f"(?:[Tt]hủ trưởng|[Ll]ãnh đạo|[Gg]iám đốc|[Cc]hủ tịch|[Nn]gười đứng đầu)\\s+)?(?:"
    f"(?:[Cc]ác|[Nn]hững|[Tt]oàn thể|[Mm]ột số|[Tt]ất cả các|[Tt]ừng)\\s+(?:cấp,\\s*các\\s+)?{_NOUNS}"
    f"(?:{_QUALIFIER})*"
    f"|[Cc]hính quyền\\s+(?:(?:các )?địa phương(?:\\s+các cấp)?|các cấp|cơ sở)(?:{_QUALIFIER})*"
    "|[Ll]ực lượng\\s+(?:[Cc]ông an|[Qq]uân (?:đội|sự)|[Kk]iểm lâm|(?:[Bb]ộ đội\\s+)?[Bb]iên phòng"
    "|chức năng|vũ trang|[Qq]uản lý thị trường|[Cc]ảnh sát giao thông|[Dd]ân quân(?:\\s+tự vệ)?)"
    f"(?:{_QUALIFIER})*"
    # "Tổ chức truyền thông …" at the head of a sentence is a deed.
    "|(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|tổ chức|Tổ chức(?!\\s+(?:truyền thông|báo chí))"
    f"|[Dd]oanh nghiệp|[Cc]á nhân)(?:\\s*,\\s*{NOUN})*"
    f"(?:{_QUALIFIER})+"
    "|(?:(?<=[Tt]hủ trưởng )|(?<=đứng đầu ))(?:cơ quan(?:\\s+(?:ngang\\s+[Bb]ộ"
    "|(?:trực\\s+)?thuộc\\s+Chính phủ))?|đơn vị)"
    f"(?:\\s*,\\s*{NOUN})*"
    "|[Cc]hủ (?:đầu tư|dự án|cơ sở)(?:\\s+(?:và\\s+)?(?:các|xây dựng|kinh doanh|kết cấu|hạ tầng|kỹ thuật"
    "|dự án|(?:khu|cụm)\\s+(?:công nghiệp|đô thị|dân cư|du lịch)|nhà máy|công trình|xử lý|nước thải|chất thải"
    f"|thủy điện|điện gió|điện mặt trời|ven biển|ven sông|trọng điểm|giao thông|khai thác|khoáng sản"
    f"|năng lượng|tái tạo)(?!\\w))*(?:{_QUALIFIER})*"
    "|[Nn]hà thầu(?:\\s+thi công)?"
    f"|[Cc]ác [Pp]hó (?:Thủ tướng(?:\\s+Chính phủ)?|Chủ tịch(?:\\s+{UBND} (?:tỉnh|[Tt]hành phố))?)"
    f"|(?:[Ss]ở|[Bb]an|[Bb]ộ),\\s*{_NOUNS}(?:{_QUALIFIER})*"
    f"|[Đđ]ịa phương(?!\\w)|[Cc]ấp ủy(?:,\\s*chính quyền)?(?:\\s+các cấp|\\s+địa phương)?"
    ")(?!\\w)"
)

_UNITS = (
    "(?:tỉnh|huyện|thị xã|thị(?!\\w|\\s+(?:trấn|trường|sát|hiếu))|thành"
    " phố|thành(?=\\s*,|\\s+thị)|xã|phường|thị trấn|đặc khu|quận|TP|TX)"
)
# What a committee has on its ground, by which some of all are meant.
_HELD = "(?:(?:cụm|khu)\\s+công nghiệp|CCN|KCN|KKT|khu kinh tế|làng nghề|rừng|biển|đê)"
COMMITTEE = re.compile(
    f"(?:[Cc]ác\\s+(?=(?:UBND|[ỦU][ỷy] ban nhân dân)\\s+{_UNITS}))?(?:(?:[Cc]hủ tịch|[Pp]hó [Cc]hủ tịch"
    f"|[Ll]ãnh đạo|[Vv]ăn phòng|[Tt]hường trực)\\s+)?(?:UBND|HĐND"
    "|[ỦU][ỷyỶY]\\s+ban\\s+nhân\\s+dân|Uỷ\\s+ban\\s+nhân\\s+dân|Hội đồng nhân dân)"
    f"(?:\\s+(?:và\\s+{UBND}\\s+)?(?:các\\s+{_UNITS}(?:\\s*(?:,|[-–])\\s*(?:các\\s+)?{_UNITS}"
    f"|\\s+và\\s+{_UNITS}"
    "|(?<=quận) huyện|(?<=phường) xã|(?<=xã) phường)*"
    f"(?:\\s+(?:thuộc|của) (?:tỉnh|thành phố|thị xã|huyện)(?!\\s+[{UPPER}])|{_PLACE})?"
    f"|các cấp|các địa phương|cấp\\s+(?:tỉnh|huyện|xã)(?:\\s*(?:,|và)\\s*(?:{UBND}\\s+)?cấp\\s+(?:huyện|xã))*"
    "(?:(?<=xã),\\s*phường)?"
    f"|{_UNITS}(?:\\s*(?:,|[-–])\\s*{_UNITS})+{_PLACE}?|TP\\.(?=[{UPPER}])[{UPPER}]\\w*{_PLACE}?"
    f"|(?:tỉnh|Tỉnh|thành phố|Thành phố|TP\\.?|huyện|thị xã|xã|phường|đặc khu|quận){_PLACE}?))?"
    "(?:\\s+trực thuộc\\s+[Tt]rung ương)?"
    f"(?:\\s+(?:có\\s+)?liên quan|\\s+(?:ven biển|biên giới|miền núi|vùng cao|hải đảo|ven sông|vùng hạ "
    f"du)|\\s+vùng{_PLACE}"
    f"|\\s+(?:nơi\\s+)?có\\s+{_HELD}(?:,\\s*{_HELD})*|\\s+trên địa bàn(?:\\s+(?:tỉnh|thành "
    f"phố){_PLACE}?)?|\\s+trong tỉnh)*(?!\\w)"
)

# Words with which the duty begins, so the name has ended. Lower case: in a name they stand capitalised.
STOP = re.compile(
    "(?:tham mưu|tham gia|triển khai|thực hiện|rà soát|tổ chức|hướng dẫn|đề xuất|đề nghị|xây dựng|kiểm "
    "tra|kiểm soát|theo dõi|theo"
    "|đôn đốc|tổng hợp|báo cáo|tăng cường|nghiên cứu|tuyên truyền|đẩy mạnh|đẩy nhanh|phổ biến|khẩn "
    "trương|chủ động|chủ trì"
    "|thường xuyên|kịp thời|căn cứ|trong|để|nhằm|thông qua|thông tin|thông báo|về|xử lý|giải quyết|lập"
    "|phối hợp|chịu trách nhiệm"
    "|có trách nhiệm|có nhiệm vụ|có văn bản|có kế hoạch|có biện pháp|có giải pháp|có phương án"
    "|tiếp thu|tiếp tục|tiếp nhận|bố trí|cung cấp|làm|đưa|nắm|tiến hành|thẩm "
    "định|trình|ban hành|phân công"
    "|giao|hoàn thành|hoàn thiện|khảo sát|đánh giá|lồng ghép|vận động|huy động|chỉ đạo|tập trung|tập "
    "huấn|giám sát|quản lý|phát triển"
    "|phát huy|phát hiện|hỗ trợ|tạo|đảm bảo|bảo đảm|bảo vệ|định kỳ|xem xét|sớm|là|được|đã|sẽ|phải|cần"
    "|quyết định|xác định|cập nhật"
    "|công bố|công khai|lấy|mở|nâng cao|ưu tiên|quán triệt|chuẩn bị|cử|gửi|tại|từ|trên cơ sở|đối với"
    "|khi|sau khi|trước|hằng|hàng"
    "|hỗ|duy trì|nhân rộng|áp dụng|ứng dụng|thu hút|khuyến khích|tạm|ký|mời|rút|đăng|đào tạo|kêu gọi"
    "|vừa|nêu|thống nhất|thúc đẩy"
    "|tính toán|trực tiếp|lựa chọn|phê duyệt|kiến nghị|biết|cùng|với|bằng|do|thành lập|bổ sung|điều tra"
    "|điều chỉnh|xúc tiến|thanh tra"
    "|tháo gỡ|phản ánh|gắn|chấp hành|nghiêm túc|thông suốt|tư vấn|lắp đặt|kết nối|nhập|nộp|đồng thời"
    "|cũng như|như|này|vào|ngay|không"
    "|phủ(?=\\s+(?:bạt|xanh|kín|sóng))"
    "|phát động|phát sóng|phát hành|vận hành|bảo trì|sửa chữa|khai thác|thu gom|xử phạt|biểu dương"
    "|khen thưởng|động viên|đối thoại|gặp gỡ|tập hợp|trồng|chăm sóc"
    "|chi trả|giải ngân|cho vay|tài trợ|ngăn chặn|phòng ngừa|đấu tranh|khởi tố|xét xử|tuần tra|tính"
    "|thống kê|kiểm kê|cảnh báo|dự báo|quan trắc|đo(?!\\s+lường)|phân tích"
    "|thử nghiệm|đăng tải|đưa tin|phản biện|giới thiệu|quảng bá|ứng phó|di dời|bồi thường|giải phóng"
    "|thi công|nghiệm thu|thanh toán|quyết toán|cân đối|phân bổ"
    "|cấp|thu|chi(?!\\s+nhánh)|đóng|treo|bám sát|nghiêm cấm|tăng|giảm|lắng nghe|trả lời|cam kết|đại "
    "diện|chuyển|đặt"
    "|kiên quyết|kiên trì|bồi dưỡng|củng cố|cải tạo|nâng cấp|đa dạng hóa|đổi mới|kiện toàn|sơ kết|tổng kết"
    "|hạn chế|loại bỏ|rút ngắn|cắt giảm|đơn giản hóa|tôn vinh|sử dụng|thay thế|tích hợp|số hóa|tích cực"
    "|nhanh chóng|khôi phục|tuyển dụng|quy định|tham vấn|thẩm tra"
    "|mua|bán|dừng|lưu ý|chấn chỉnh|khắc phục|đầu mối)(?!\\w)"
)


# Small words that stand inside names. A small word that is none of these ends a name in running text.
_INSIDE = (
    "và các của tỉnh thành phố huyện thị xã phường quận khu cụm vùng nước nhân dân nhà trung ương quốc "
    "gia việt nam chi nhánh cổ phần trách nhiệm hữu hạn"
    " một thành viên công ty doanh nghiệp kinh doanh dịch vụ thương mại đầu tư phát triển xây dựng "
    "công trình giao thông dân dụng công nghiệp nông nghiệp nông thôn lâm"
    " thủy lợi thủy sản ô nhiễm môi trường tài nguyên khí tượng thủy văn biến đổi khí hậu điện lực năng lượng"
    " nước sạch "
    "cấp thoát đô thị kinh tế xã hội chính trị cựu chiến binh"
    " phụ nữ nông dân thanh niên liên hiệp khoa học kỹ thuật công nghệ thông tin truyền thông truyền "
    "hình phát thanh điện tử hành chính công phục vụ xúc tiến du lịch"
    " bảo vệ thực vật động kiểm soát bệnh tật kiểm lâm quản lý thị trường chất lượng đo lường tiêu "
    "chuẩn quy hoạch kiến trúc dự án quỹ đất rừng phòng hộ đặc dụng biên phòng"
    " quân sự chỉ huy bộ đội cửa khẩu hải quan thuế kho bạc bảo hiểm ngân hàng chính sách tín dụng hợp "
    "tác trẻ em người cao tuổi khuyết tật dân tộc thiểu số tôn giáo"
    " ô nhiễm thiên nhiên đa dạng sinh học dữ liệu chuyển đổi số chứng khoán"
    " khu vực đoàn ủy nông thôn mới giáo dục đào tạo nghề đại học cao đẳng y tế bệnh viện đa khoa văn "
    "hóa thể thao nghệ thuật sông hồ biển hải đảo khoáng sản địa chất hóa chất luyện kim chè"
    " cà phê cao su mía đường hạ tầng kỹ thuật cây xanh chiếu sáng chế biến xuất nhập khẩu viễn thông "
    "bưu chính dầu khí thương binh lao động cơ sở chuyên ngành khuyến công"
    " khuyến nông giống vật nuôi cây trồng thú y chăn nuôi trồng trọt đê điều phòng chống thiên tai "
    "cơ động ngập ô tô tìm kiếm cứu nạn cứu hộ chữa cháy đăng kiểm vận tải đường bộ thủy"
)
INSIDE = frozenset(fold(_INSIDE).split()) | frozenset(
    word for field in _BY_LENGTH for word in re.findall(r"\w+", field)
)

# A unit below a department may have two fields, the second printed small: "Trung tâm … tài nguyên và môi
# trường". Behind the name of a department itself "và" and a small word begin something else.
UNIT_BELOW = re.compile(r"(?:Phòng|phòng|Chi cục|Trung tâm|Viện|Quỹ|Vụ|Cục|Trường|Văn phòng)\s")
SECOND_FIELD = re.compile(
    r"\s+và\s+(?:môi trường|thủy sản|thuỷ sản|công nghệ|nước|biến đổi khí hậu|khoáng sản|hải đảo|thú y"
    r"|thể thao|truyền thông|đào tạo|kiến trúc|hạ tầng|đô thị|du lịch|năng lượng|vệ sinh môi trường"
    r"|bảo vệ thực vật)(?!\w)"
)
