"""The method of the index as cases: tables in, answers out. The reference page is printed from here.

Run as a program it prints docs/reference/index-method.md to standard output.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from tinhxanh.core.index.data import Data
from tinhxanh.core.index.recipe import (
    Aggregation,
    Group,
    Imputation,
    ImputationMethod,
    Indicator,
    Normalisation,
    NormalisationMethod,
    Recipe,
    Screening,
    Treatment,
    TreatmentMethod,
    Weighting,
)

GAP = math.nan
N, T, A = NormalisationMethod, TreatmentMethod, Aggregation


@dataclass(frozen=True)
class Case:
    """One rule: what it says, a table in, and the answers at one place (a code or a stage)."""

    title: str
    rule: str
    columns: dict[str, list[float]]
    answers: dict[str, list[float | None]]
    stage: str = ""
    change: dict[str, object] = field(default_factory=dict)
    indicators: dict[str, dict[str, object]] = field(default_factory=dict)
    groups: dict[str, list[float]] = field(default_factory=dict)
    labels: dict[str, list[str]] = field(default_factory=dict)

    def recipe(self) -> Recipe:
        """A one-level index over the columns, arithmetic mean of values as they are, unless changed."""
        leaves = tuple(
            replace(Indicator(code, code, "index"), **self.indicators.get(code, {}))  # type: ignore[arg-type]
            for code in self.columns
        )
        plain = Recipe(
            "index", "index", leaves, (Group("index", "index"),), normalisation=Normalisation(N.NONE)
        )
        return replace(plain, **self.change)  # type: ignore[arg-type]

    def data(self) -> Data:
        """Units A, B, C … with the columns."""
        units = tuple("ABCDEFGHIJKLMNOP"[: len(next(iter(self.columns.values())))])
        values = np.column_stack([np.array(column, dtype=float) for column in self.columns.values()])
        denominators = {name: np.array(column, dtype=float) for name, column in self.groups.items()}
        return Data(
            units, tuple(self.columns), values, denominators, {k: tuple(v) for k, v in self.labels.items()}
        )


def scaled(method: NormalisationMethod, **options: object) -> dict[str, object]:
    return {"normalisation": Normalisation(method, **options)}  # type: ignore[arg-type]


def treated(method: TreatmentMethod, **options: object) -> dict[str, object]:
    return {"treatment": Treatment(method, **options)}  # type: ignore[arg-type]


TAIL = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 100]
CHAPTERS: list[tuple[str, str, list[Case]]] = [
    (
        "Chia mẫu số, sàng lọc, điền giá trị thiếu",
        "Thứ tự các bước do công thức quyết định; mặc định: chia mẫu số, sàng lọc, điền, xử lý ngoại lai, "
        "chuẩn hóa.",
        [
            Case(
                "Chia mẫu số",
                "Giá trị chia cho mẫu số của hàng; mẫu số trống cho giá trị trống, mẫu số 0 bị từ chối.",
                {"a": [10, 20, 30]},
                {"a": [5, 4, None]},
                "denominate",
                indicators={"a": {"denominator": "dân số"}},
                groups={"dân số": [2, 5, GAP]},
            ),
            Case(
                "Sàng lọc",
                "Hàng có tỷ lệ chỉ tiêu có giá trị dưới ngưỡng bị loại. Ngưỡng 0,6: hàng B chỉ có một nửa.",
                {"a": [1, 2, 3], "b": [1, GAP, 3]},
                {"index": [1, 3]},
                change={"screening": Screening(0.6)},
            ),
            Case(
                "Điền bằng trung bình",
                "Trung bình của các hàng có giá trị.",
                {"a": [1, GAP, 4]},
                {"a": [1, 2.5, 4]},
                "impute",
                {"imputation": Imputation(ImputationMethod.MEAN)},
            ),
            Case(
                "Điền bằng trung vị của nhóm",
                "Trung vị của các hàng cùng nhóm; nhóm không có giá trị nào thì dừng.",
                {"a": [1, 3, GAP, 9, GAP]},
                {"a": [1, 3, 2, 9, 9]},
                "impute",
                {"imputation": Imputation(ImputationMethod.GROUP_MEDIAN, "vùng")},
                labels={"vùng": ["N", "N", "N", "S", "S"]},
            ),
            Case(
                "Không điền",
                "Giá trị trống được bỏ qua và trọng số của phần còn lại được chia lại.",
                {"a": [2, 4], "b": [GAP, 8]},
                {"index": [2, 6]},
            ),
            Case(
                "Tổng thiếu một phần",
                "Cách tổng (sum) không đoán: thiếu một phần thì tổng không có.",
                {"a": [2, 4], "b": [GAP, 8]},
                {"index": [None, 12]},
                change={"aggregation": (A.SUM,)},
            ),
        ],
    ),
    (
        "Xử lý ngoại lai",
        "Một chỉ tiêu bị coi là có ngoại lai khi trị tuyệt đối của độ lệch đạt 2 **và** độ nhọn đạt 3,5 "
        "(hai thống kê hiệu chỉnh kiểu 2; ngưỡng đổi được). Khi cắt ngọn đủ số điểm cho phép mà vẫn còn "
        "ngoại lai, giá trị **chưa cắt** được biến đổi logarit.",
        [
            Case(
                "Cắt ngọn",
                "Điểm cao nhất được kéo về điểm kế tiếp, lặp lại cho đến khi hết ngoại lai.",
                {"a": TAIL},
                {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]},
                "treat",
                treated(T.WINSORISE),
            ),
            Case(
                "Cắt ngọn bên trái",
                "Độ lệch âm: kéo điểm thấp nhất lên.",
                {"a": [-v for v in TAIL]},
                {"a": [-1, -2, -3, -4, -5, -6, -7, -8, -9, -9]},
                "treat",
                treated(T.WINSORISE),
            ),
            Case(
                "Không có ngoại lai thì giữ nguyên",
                "Một chỉ tiêu chỉ vượt một trong hai ngưỡng không bị xử lý.",
                {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]},
                {"a": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]},
                "treat",
                treated(T.WINSORISE),
            ),
            Case(
                "Luôn cắt",
                "`always` cắt đủ số điểm dù không có ngoại lai, mỗi lần về phía của độ lệch lúc đó.",
                {"a": [1, 2, 3, 4, 5, 6, 7, 9]},
                {"a": [2, 2, 3, 4, 5, 6, 7, 7]},
                "treat",
                treated(T.WINSORISE, winmax=2, always=True),
            ),
            Case(
                "Logarit",
                "log(x − thấp nhất + 0,01 × khoảng). Ở đây khoảng là 99.",
                {"a": TAIL},
                {"a": [round(math.log(v - 1 + 0.99), 12) for v in TAIL]},
                "treat",
                treated(T.LOG),
            ),
            Case(
                "Logarit với đuôi bên trái",
                "Giá trị được lật, lấy logarit, rồi lật lại, để đuôi ngắn đi chứ không dài thêm.",
                {"a": [-v for v in TAIL]},
                {"a": [round(-math.log(v - 1 + 0.99), 12) for v in TAIL]},
                "treat",
                treated(T.LOG),
            ),
            Case(
                "Box-Cox",
                "((x − thấp nhất + 1)^λ − 1)/λ; λ = 0 là logarit.",
                {"a": TAIL},
                {"a": [round((v**0.5 - 1) / 0.5, 12) for v in TAIL]},
                "treat",
                treated(T.BOX_COX, lam=0.5),
            ),
        ],
    ),
    (
        "Chuẩn hóa",
        "Chiều của chỉ tiêu được áp dụng trước: chiều −1 đổi dấu giá trị. Chỉ tiêu mà mọi hàng bằng nhau "
        "bị từ chối.",
        [
            Case(
                "Min–max",
                "thấp + (x − min)/(max − min) × (cao − thấp).",
                {"a": [10, 15, 20]},
                {"a": [1, 5.5, 10]},
                change=scaled(N.MIN_MAX, low=1, high=10),
            ),
            Case(
                "Min–max của chỉ tiêu nghịch",
                "Giá trị thấp nhất được điểm cao nhất.",
                {"a": [10, 15, 20]},
                {"a": [10, 5.5, 1]},
                change=scaled(N.MIN_MAX, low=1, high=10),
                indicators={"a": {"direction": -1}},
            ),
            Case(
                "Điểm z",
                "trung bình + (x − trung bình cột)/độ lệch chuẩn (mẫu, n − 1) × độ lệch.",
                {"a": [1, 2, 3]},
                {"a": [8, 10, 12]},
                change=scaled(N.Z_SCORE, mean=10, sd=2),
            ),
            Case(
                "Hạng",
                "Hàng thấp nhất được 1; hàng bằng nhau cùng nhận hạng thấp.",
                {"a": [5, 7, 7, 9]},
                {"a": [1, 2, 2, 4]},
                change=scaled(N.RANK),
            ),
            Case("Borda", "Hạng trừ 1.", {"a": [5, 7, 7, 9]}, {"a": [0, 1, 1, 3]}, change=scaled(N.BORDA)),
            Case(
                "Hạng phần trăm",
                "(hạng − 1)/(số giá trị − 1).",
                {"a": [5, 7, GAP, 9]},
                {"a": [0, 0.5, None, 1]},
                change=scaled(N.PERCENTILE_RANK),
            ),
            Case(
                "Khoảng cách tới cao nhất",
                "(x − min)/(max − min).",
                {"a": [10, 15, 20]},
                {"a": [0, 0.5, 1]},
                change=scaled(N.DISTANCE_TO_MAX),
            ),
            Case(
                "Khoảng cách tới mục tiêu",
                "(x − min)/(mục tiêu − min), cắt ở 1 khi có `cap`.",
                {"a": [10, 15, 30]},
                {"a": [0, 0.5, 1]},
                change=scaled(N.DISTANCE_TO_TARGET, cap=True),
                indicators={"a": {"target": 20.0}},
            ),
            Case(
                "Khoảng cách tới hàng tham chiếu",
                "(x − min)/(x của hàng tham chiếu − min).",
                {"a": [10, 15, 30]},
                {"a": [0, 1, 4]},
                change=scaled(N.DISTANCE_TO_REFERENCE, reference="B"),
            ),
        ],
    ),
    (
        "Trọng số và tổng hợp",
        "Trọng số là tương đối giữa các mục cùng nhóm. Cách tổng hợp chọn được cho từng tầng, từng nhóm.",
        [
            Case(
                "Trung bình cộng có trọng số",
                "Σ w x / Σ w, với w = 1 và 3.",
                {"a": [2, 4], "b": [6, 0]},
                {"index": [5, 1]},
                indicators={"b": {"weight": 3.0}},
            ),
            Case(
                "Trọng số bằng nhau",
                "Bỏ qua trọng số đã cho.",
                {"a": [2, 4], "b": [6, 0]},
                {"index": [4, 2]},
                change={"weighting": Weighting.EQUAL},
                indicators={"b": {"weight": 3.0}},
            ),
            Case(
                "Trung bình nhân",
                "exp(Σ w log x / Σ w); giá trị không dương bị từ chối kèm hàng và cột.",
                {"a": [2, 4], "b": [8, 9]},
                {"index": [4, 6]},
                change={"aggregation": (A.GEOMETRIC,)},
            ),
            Case(
                "Trung bình điều hòa",
                "Σ w / Σ (w/x).",
                {"a": [2, 4], "b": [6, 12]},
                {"index": [3, 6]},
                change={"aggregation": (A.HARMONIC,)},
            ),
            Case(
                "Tổng",
                "Trọng số được chia lại để trung bình bằng 1: tổng của k phần thang 10 không quá 10k.",
                {"a": [2, 4], "b": [6, 0]},
                {"index": [10, 2]},
                change={"aggregation": (A.SUM,)},
                indicators={"b": {"weight": 3.0}},
            ),
            Case(
                "Trung vị",
                "Không dùng trọng số.",
                {"a": [1, 4], "b": [2, 9], "c": [9, 5]},
                {"index": [2, 5]},
                change={"aggregation": (A.MEDIAN,)},
            ),
            Case(
                "Vượt trội",
                "Tổng, trên mọi hàng khác, phần trọng số mà hàng này hơn (bằng nhau tính một nửa).",
                {"a": [3, 2, 1], "b": [1, 2, 2]},
                {"index": [1, 1.25, 0.75]},
                change={"aggregation": (A.OUTRANKING,)},
            ),
            Case(
                "Copeland",
                "Số hàng mà hàng này thắng với hơn nửa trọng số, trừ số hàng nó thua.",
                {"a": [3, 2, 1], "b": [1, 2, 3], "c": [3, 2, 1]},
                {"index": [2, 0, -2]},
                change={"aggregation": (A.COPELAND,)},
            ),
            Case(
                "Copeland khi hòa",
                "Đúng một nửa trọng số là hòa, không ai được và không ai mất.",
                {"a": [2, 1], "b": [1, 2]},
                {"index": [0, 0]},
                change={"aggregation": (A.COPELAND,)},
            ),
        ],
    ),
    (
        "Thứ hạng",
        "Hạng 1 là điểm cao nhất; hàng bằng điểm cùng nhận hạng tốt hơn; hàng không có điểm không có hạng.",
        [
            Case(
                "Hạng của chỉ số",
                "Hai hàng bằng điểm cùng hạng 1, hàng sau hạng 3.",
                {"a": [5, 9, 9, GAP]},
                {"rank": [3, 1, 1, 0]},
            )
        ],
    ),
]

INTRODUCTION = """# Cách tính chỉ số

Trang này được in ra từ các trường hợp kiểm thử (`tests/core/index/index_specification.py`): mỗi bảng dưới
đây được máy tính lại ở mỗi lần kiểm thử, bằng cả cách nhanh lẫn cách chậm dùng để đối chiếu. Ô trống ghi “—”.
"""

BUILD, DOUBT = "test_index_build.py", "test_index_uncertainty.py"
# What differs, COINr, here, and the case or test that shows it.
DIFFERENCES = [
    (
        "Copeland khi hòa",
        "0,5 tính ra 0,49999999999999994 bị coi là thua, chỉ ở một phía; tổng điểm của 51 nước là −11",
        "hòa là hòa; tổng điểm bằng 0",
        f"“Copeland khi hòa”; `{BUILD}`",
    ),
    ("Copeland trong cây", "không chạy được qua bước tổng hợp", "chạy ở mọi tầng", "“Copeland”"),
    (
        "logarit với đuôi trái",
        "kéo dài đuôi thêm",
        "lật, lấy logarit, lật lại",
        "“Logarit với đuôi bên trái”",
    ),
    ("buộc cắt ngọn", "bỏ qua khi phép thử đạt", "`always` luôn cắt", "“Luôn cắt”"),
    (
        "bước không chạy được",
        "lượt mô phỏng thành trống, phân tích đi tiếp",
        "dừng, nói bước, hàng, cột; mỗi lượt kể các bước đã chạy",
        f"`{DOUBT}`",
    ),
    (
        "độ nhạy bậc một",
        "không trừ trung bình, nhiễu lớn khi N nhỏ",
        "trừ trung bình; cách cũ vẫn chọn được",
        "`test_index_sensitivity.py`",
    ),
    (
        "mục tiêu của độ nhạy",
        "chỉ độ dịch hạng trung bình",
        "thêm hạng của từng hàng",
        "`test_index_sensitivity.py`",
    ),
    (
        "tổng thiếu một phần",
        "tùy hàm người dùng viết",
        "tổng không có; khoảng có thể tính ở phần chỉ số biết một nửa",
        "“Tổng thiếu một phần”",
    ),
    (
        "hạng khi giá trị bằng nhau",
        "so số trong bộ nhớ",
        "so số trong bảng: ba nước bằng nhau đến chữ số thứ 15 ở TolMin cùng hạng",
        f"`{BUILD}`",
    ),
]
DIFFERENCES_TITLE = """## Khác với COINr ở đâu, vì sao

Mọi bước trùng với COINr 1.1.14 tới 10⁻⁹ trên dữ liệu ASEM và dữ liệu cỡ PGI, trừ các chỗ sau.

| chỗ khác | COINr | ở đây | trường hợp |
|---|---|---|---|
"""


def cell(value: float | None) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "—"
    return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")


def printed(case: Case) -> str:
    units = case.data().units
    answers = {f"→ {name}": column for name, column in case.answers.items()}
    columns: dict[str, list] = {**case.columns, **case.groups, **case.labels}
    lines = [f"### {case.title}", "", case.rule, ""]
    lines.append("| hàng | " + " | ".join([*columns, *answers]) + " |")
    lines.append("|---" * (1 + len(columns) + len(answers)) + "|")
    kept = [k for k in range(len(units)) if len(units) == len(next(iter(case.answers.values()))) or k != 1]
    for k, unit in enumerate(units):
        given = [v[k] if isinstance(v[k], str) else cell(v[k]) for v in columns.values()]
        found = [cell(column[kept.index(k)]) if k in kept else "loại" for column in answers.values()]
        lines.append(f"| {unit} | " + " | ".join([*given, *found]) + " |")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole reference page."""
    parts = [INTRODUCTION]
    for title, text, cases in CHAPTERS:
        parts += [f"## {title}\n\n{text}\n", *(printed(case) for case in cases)]
    rows = "".join("| " + " | ".join(row) + " |\n" for row in DIFFERENCES)
    return "\n".join([*parts, DIFFERENCES_TITLE + rows])


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
