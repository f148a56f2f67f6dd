"""`tinhxanh index`: score, doubt, simulate, plan, explain and merge from files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np

from tinhxanh.cli.index_output import cell_text, out_options, show
from tinhxanh.cli.index_plans import chance_of, plan_report, plan_rows
from tinhxanh.core import index as engine
from tinhxanh.exchange import tables

recipe_argument = click.argument("recipe", metavar="RECIPE")
data_argument = click.argument("data", metavar="DATA", type=click.Path(path_type=Path))
choices_option = click.option("--choices", type=click.Path(path_type=Path), help="Tệp TOML các lựa chọn.")
draws_option = click.option("-n", "--draws", default=1000, show_default=True, help="Số lượt mô phỏng.")
seed_option = click.option("--seed", default=1, show_default=True, help="Hạt giống số ngẫu nhiên.")
unit_option = click.option("--unit", required=True, help="Hàng (tỉnh) cần xem.")


@click.group()
def index() -> None:
    """Tính, kiểm, mô phỏng, lập phương án và giải thích một chỉ số tổng hợp.

    RECIPE là tệp công thức (.toml, .json) hoặc tên có sẵn, ví dụ pgi-2023; DATA là tệp CSV hoặc Parquet.
    """


def load(recipe: str, data: Path) -> tuple[engine.Recipe, engine.Data]:
    """Recipe and data; columns that the recipe does not use are named on the error stream."""
    made = tables.find_recipe(recipe)
    read = tables.read_data(data, made)
    if read.unused:
        click.echo(f"Không dùng các cột: {', '.join(read.unused)}.", err=True)
    return made, read.data


def chosen(path: Path | None, recipe: engine.Recipe) -> list[engine.Choice | engine.Noise]:
    """Choices of a file, or the standard ones."""
    return tables.read_choices(path, recipe) if path else list(engine.standard(recipe))


@index.command()
@recipe_argument
@data_argument
@out_options
def score(recipe: str, data: Path, as_json: bool, out: Path | None) -> None:
    """Tính điểm và hạng."""
    result = engine.score(*load(recipe, data))
    show(as_json, out, result, *tables.result_table(result))


@index.command()
@recipe_argument
@data_argument
@choices_option
@draws_option
@seed_option
@out_options
def audit(
    recipe: str, data: Path, choices: Path | None, draws: int, seed: int, as_json: bool, out: Path | None
) -> None:
    """Báo cáo mười bước theo Sổ tay OECD/JRC."""
    made, table = load(recipe, data)
    rng = np.random.default_rng(seed)
    found = engine.audit(made, table, chosen(choices, made), draws, rng)
    rows = [
        [chapter.number, chapter.title, "cần xem" if finding.attention else "", finding.sentence]
        for chapter in found.chapters
        for finding in chapter.findings
    ]
    report = {"recipe": made, "chapters": found.chapters}
    show(as_json, out, report, ["bước", "tên", "lưu ý", "nhận xét"], rows)


@index.command()
@recipe_argument
@data_argument
@choices_option
@draws_option
@seed_option
@click.option("--sobol", is_flag=True, help="Thêm độ nhạy Sobol bậc một và toàn phần.")
@out_options
def uncertainty(
    recipe: str,
    data: Path,
    choices: Path | None,
    draws: int,
    seed: int,
    sobol: bool,
    as_json: bool,
    out: Path | None,
) -> None:
    """Khoảng hạng khi cách tính có thể khác đi."""
    made, table = load(recipe, data)
    rng, options = np.random.default_rng(seed), chosen(choices, made)
    moved = engine.sensitivity(made, table, options, draws, rng) if sobol else None
    doubt = moved.draws if moved else engine.uncertainty(made, table, options, draws, rng)
    report = {
        "recipe": made,
        "draws": len(doubt.scores),
        "ranks": doubt.summary(),
        "pipelines": doubt.run.pipelines,
        "sensitivity": sensitivity_report(moved) if moved else None,
    }
    show(as_json, out, report, RANK_HEADER, rank_rows(doubt))


def sensitivity_report(found: engine.Sensitivity) -> dict[str, Any]:
    """Indices of the mean shift of ranks, of every unit's rank, and how they settle as rows are added."""
    settled = [{"n": n, "first": first, "total": total} for n, first, total in found.convergence]
    return {
        "names": found.names,
        "overall": found.overall,
        "by_unit": found.by_unit,
        "units": found.draws.units,
        "convergence": settled,
    }


RANK_HEADER = ["unit", "rank", "mean", "median", "q5", "q95"]


def rank_rows(doubt: engine.Doubt) -> list[list[Any]]:
    """Summaries of ranks as rows, best nominal rank first; units without a score have none."""
    summary = sorted((s for s in doubt.summary() if s.nominal), key=lambda s: s.nominal)
    return [[s.unit, s.nominal, s.mean, s.median, s.low, s.high] for s in summary]


@index.command()
@recipe_argument
@data_argument
@click.option("--unit-column", default="unit", show_default=True, help="Cột tỉnh.")
@click.option("--stratum-column", default="stratum", show_default=True, help="Cột tầng.")
@click.option("--weight-column", default="weight", show_default=True, help="Cột trọng số khảo sát.")
@click.option("--method", is_flag=True, help="Thêm bất định phương pháp và cả hai cùng lúc.")
@choices_option
@draws_option
@seed_option
@out_options
def bootstrap(
    recipe: str,
    data: Path,
    unit_column: str,
    stratum_column: str,
    weight_column: str,
    method: bool,
    choices: Path | None,
    draws: int,
    seed: int,
    as_json: bool,
    out: Path | None,
) -> None:
    """Khoảng điểm và hạng từ dữ liệu từng doanh nghiệp (DATA là tệp khảo sát)."""
    made = tables.find_recipe(recipe)
    micro = tables.read_microdata(data, made, unit_column, stratum_column, weight_column)
    rng = np.random.default_rng(seed)
    both = engine.doubts(made, micro, chosen(choices, made), draws, rng) if method else None
    sampling = both.sampling if both else engine.bootstrap(made, micro, draws, rng)
    sets = engine.simultaneous(sampling.units, sampling.nominal.scores, sampling.scores)
    report = {
        "recipe": made,
        "draws": draws,
        "ranks": sampling.summary(),
        "scores": sampling.score_intervals(),
        "values": sampling.data.values,
        "standard_errors": sampling.standard_errors,
        "rank_sets": sets,
        "above": sampling.above(),
        "method": both.method.summary() if both else None,
        "both": both.both.summary() if both else None,
    }
    ends = {unit: (int(sets.best[k]), int(sets.worst[k])) for k, unit in enumerate(sampling.units)}
    rows = [[*row, *ends[row[0]]] for row in rank_rows(sampling)]
    show(as_json, out, report, [*RANK_HEADER, "best95", "worst95"], rows)


@index.command("what-if")
@recipe_argument
@data_argument
@click.option("--set", "changes", multiple=True, metavar="UNIT:CODE=VALUE", help="Một giá trị giả định.")
@click.option("--changes", "file", type=click.Path(path_type=Path), help="Tệp CSV unit, code, value.")
@click.option("--hold-scale", is_flag=True, help="Giữ nguyên giá trị thấp nhất, cao nhất.")
@choices_option
@click.option(
    "-n", "--draws", default=0, help="Số lượt thử cách tính khác, để biết khoảng hạng (ví dụ 1000)."
)
@seed_option
@out_options
def what_if(
    recipe: str,
    data: Path,
    changes: tuple[str, ...],
    file: Path | None,
    hold_scale: bool,
    choices: Path | None,
    draws: int,
    seed: int,
    as_json: bool,
    out: Path | None,
) -> None:
    """Điểm và hạng khi một số giá trị khác đi."""
    made, table = load(recipe, data)
    wanted = [change_from(text) for text in changes] + (tables.read_changes(file) if file else [])
    options = chosen(choices, made) if draws else []
    found = engine.what_if(made, table, wanted, hold_scale, options, draws, np.random.default_rng(seed))
    header = ["unit", "score_before", "score_after", "rank_before", "rank_after"]
    rows = [
        [u, found.before.score(u), found.after.score(u), found.before.rank(u), found.after.rank(u)]
        for u in found.after.units
        if u in found.before.row
    ]
    for scale in found.moved:
        before, after = cell_text(scale.before), cell_text(scale.after)
        click.echo(f"Thang của {scale.code} dịch: {scale.end} {before} → {after}.", err=True)
    doubts = {"before": found.doubt_before, "after": found.doubt_after}
    ranks = {when: doubt.summary() for when, doubt in doubts.items() if doubt}
    report = {"changes": found.changes, "held": found.held, "moved": found.moved, "rank_intervals": ranks}
    table_rows = [dict(zip(header, row, strict=True)) for row in rows]
    show(as_json, out, {**report, "table": table_rows}, header, rows)


def change_from(text: str) -> engine.Change:
    """`UNIT:CODE=VALUE` as a change."""
    try:
        place, value = text.rsplit("=", 1)
        unit, code = place.rsplit(":", 1)
        return engine.Change(unit.strip(), code.strip(), float(value.replace(",", ".")))
    except ValueError:
        raise click.BadParameter(f"“{text}” cần có dạng TỈNH:MÃ=GIÁ TRỊ.") from None


@index.command()
@recipe_argument
@data_argument
@unit_option
@click.option(
    "--levers", required=True, type=click.Path(path_type=Path), help="CSV code, best, cost, duties."
)
@click.option("--score", "wanted_score", type=float, help="Điểm cần đạt.")
@click.option("--rank", "wanted_rank", type=int, help="Hạng cần đạt.")
@click.option("--alternatives", default=3, show_default=True, help="Số phương án khác nhau.")
@click.option("--probability", type=click.FloatRange(0, 1), help="Xác suất đạt mục tiêu, ví dụ 0,9 ghi 0.9.")
@click.option("--error", type=float, help="Sai số của mỗi giá trị, tính bằng độ lệch chuẩn của cột.")
@choices_option
@click.option("-n", "--draws", default=400, show_default=True, help="Số kịch bản của xác suất.")
@seed_option
@out_options
def plan(
    recipe: str,
    data: Path,
    unit: str,
    levers: Path,
    wanted_score: float | None,
    wanted_rank: int | None,
    alternatives: int,
    seed: int,
    as_json: bool,
    out: Path | None,
    **doubt: Any,
) -> None:
    """Phương án ít công sức nhất để đạt một điểm số hoặc thứ hạng.

    Với --probability, sai số của giá trị (--error) hoặc cách tính khác (--choices) làm nên các kịch bản.
    """
    made, table = load(recipe, data)
    moves, duties = tables.read_levers(levers)
    goal, rng = engine.Goal(wanted_score, wanted_rank), np.random.default_rng(seed)
    chance = chance_of(made, table, **doubt)
    found = engine.plan(made, table, unit, goal, moves, alternatives, chance, rng, duties)
    if not found.plans:
        click.echo(found.reason, err=True)
    show(as_json, out, plan_report(found), *plan_rows(found))


@index.command()
@click.argument("recipe_a", metavar="RECIPE_A")
@click.argument("data_a", metavar="DATA_A", type=click.Path(path_type=Path))
@click.argument("recipe_b", metavar="RECIPE_B")
@click.argument("data_b", metavar="DATA_B", type=click.Path(path_type=Path))
@unit_option
@click.option("--across-break", is_flag=True, help="Chấp nhận so qua điểm gãy phương pháp.")
@click.option("--orders", default=0, help="Số thứ tự rút để chia cả thứ hạng theo chỉ tiêu (ví dụ 8).")
@seed_option
@out_options
def explain(
    recipe_a: str,
    data_a: Path,
    recipe_b: str,
    data_b: Path,
    unit: str,
    across_break: bool,
    orders: int,
    seed: int,
    as_json: bool,
    out: Path | None,
) -> None:
    """Vì sao điểm và hạng thay đổi giữa hai kỳ; cột …_error là sai số chuẩn của phần được rút ngẫu nhiên."""
    editions = *load(recipe_a, data_a), *load(recipe_b, data_b)
    found = engine.explain(*editions, unit, across_break, orders, np.random.default_rng(seed))
    if found.across_break:
        click.echo("Lưu ý: so sánh này đi qua điểm gãy phương pháp.", err=True)
    parts = (*found.parts, *found.by_indicator)
    rows = [[p.cause.value, p.code, p.score, p.score_error, p.rank, p.rank_error] for p in parts]
    report = {
        "unit": unit,
        "score_change": found.score_change,
        "rank_change": found.rank_change,
        "parts": found.parts,
        "by_indicator": found.by_indicator,
        "carried": found.carried,
        "across_break": found.across_break,
    }
    show(as_json, out, report, ["cause", "code", "score", "score_error", "rank", "rank_error"], rows)


@index.command()
@recipe_argument
@data_argument
@click.option("--successors", required=True, type=click.Path(path_type=Path), help="CSV old, new, weight.")
@click.option("--basis", default="", help="Tên của trọng số, ví dụ “số doanh nghiệp”.")
@click.option("--total", "totals", multiple=True, help="Mã chỉ tiêu là số đếm, cộng lại khi gộp.")
@click.option("--values-out", type=click.Path(path_type=Path), help="Ghi số liệu đã gộp, để dùng tiếp.")
@out_options
def merge(
    recipe: str,
    data: Path,
    successors: Path,
    basis: str,
    totals: tuple[str, ...],
    values_out: Path | None,
    as_json: bool,
    out: Path | None,
) -> None:
    """Tính lại cho các đơn vị sau sáp nhập; kết quả được đánh dấu là tự tính."""
    made, table = load(recipe, data)
    successor, weights = tables.read_successors(successors)
    joined = engine.merge(table, successor, weights, frozenset(totals), basis)
    result = engine.score(made, joined)
    click.echo(joined.restated, err=True)
    if values_out is not None:
        rows = [[unit, *row] for unit, row in zip(joined.units, joined.values.tolist(), strict=True)]
        tables.write_table(values_out, ["unit", *joined.codes], rows)
    show(as_json, out, result, *tables.result_table(result))
