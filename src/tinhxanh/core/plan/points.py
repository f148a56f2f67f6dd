"""The points of an outline with what stands over them: section, theme, component, addressed agencies."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tinhxanh.core.plan import (
    addressing,
    clauses,
    closings,
    footers,
    letters,
    markers,
    pointers,
    sections,
    titles,
)
from tinhxanh.core.plan.canonical import Canonical
from tinhxanh.core.plan.naming import agencies
from tinhxanh.core.plan.normal import squeeze
from tinhxanh.core.plan.outline import Node, Outline
from tinhxanh.core.plan.sections import Section

_INTRO = re.compile(r":\s*$")
_FROM_ABOVE = re.compile(
    r"^\s*(?:THỦ TƯỚNG )?CHÍNH PHỦ\s*$"
    r"|Thủ tướng(?: Chính phủ)?\s+(?:yêu cầu|chỉ thị|giao|đề nghị)\s*:?\s(?![^.;:]{0,40}(?:tại|theo)\s)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """What stands over a point. `leads` are those of the nearest heading that names agencies (`by` that
    heading); `over` is the nearest introduction, a sentence that ends in a colon.
    """

    section: Section | None = None
    theme: str | None = None
    component: int | None = None
    leads: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    by: Node | None = None
    asked: tuple[str, ...] = ()
    from_above: bool = False  # the Prime Minister speaks, so ministries are among those ordered
    over: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A node with its text and place. `is_heading` where it only heads those below it."""

    node: Node
    text: str
    place: Place
    is_heading: bool


def printed(canonical: Canonical, node: Node) -> str:
    """The text of a node behind its marker, white space collapsed."""
    return squeeze(canonical.text[node.text_start : node.end])


def visit(canonical: Canonical, outline: Outline, kind: str | None = None) -> Iterator[Point]:
    """All points in printed order with their places; `kind` is the document's. Reads the outline only; one
    pass.
    """
    tells = kind == "Báo cáo"
    by_name = _speaks_of_index(canonical.text)
    sent_to = letters.addressees(canonical, outline)
    whole = Place(from_above=_FROM_ABOVE.search(canonical.text) is not None)
    stack: list[tuple[Node, Place]] = [(outline.root, whole)]
    while stack:
        node, place = stack.pop()
        below = place
        if node.kind != "root":
            text = printed(canonical, node)
            heading = _is_heading(canonical, node, text)
            asks_them = bool(sent_to) and not place.leads and letters.asks_them(text)
            yield Point(node, text, replace(place, asked=sent_to) if asks_them else place, heading)
            if node.kind == "annex":
                below = whole
            elif heading:
                below = _below(node, text, place, by_name, tells)
                if _INTRO.search(text):
                    below = replace(below, over=text)
            elif place.section not in {Section.TASKS, Section.ORGANISATION}:
                below = replace(place, asked=())  # what goes on with a duty is asked of nobody anew
        stack.extend(reversed(_children(canonical, node, below, sent_to)))


def _children(
    canonical: Canonical, node: Node, place: Place, sent_to: tuple[str, ...]
) -> list[tuple[Node, Place]]:
    """Children with their places: an introduction "… yêu cầu Sở X thực hiện các nội dung sau:" addresses
    those behind it, "… đề nghị Quý cơ quan:" those the letter is `sent_to`.
    """
    placed: list[tuple[Node, Place]] = []
    before = ""
    for child, following in itertools.zip_longest(node.children, node.children[1:]):
        placed.append((child, place))
        if child.kind == "plain":
            text = printed(canonical, child)
            over = text if _INTRO.search(text) else ""
            asked = _asked(text) or (sent_to if letters.asks_them(text) else ()) if over else ()
            named = agencies.of_heading(text) if _may_head(following, place, bool(asked)) else ()
            if named:
                place = replace(place, leads=named, by=child, coordinate=(), asked=())
            place = replace(place, over=over, asked=asked or place.asked)
            unmarked = None if _is_title(text, before) else _unmarked_section(text)
            before = text
            if unmarked is not None:
                place = replace(place, section=unmarked, leads=(), by=None)
    return placed


def _may_head(following: Node | None, place: Place, asks: bool) -> bool:
    """Whether an unmarked name may head what follows: dashes, a list from its first point on, or, among
    duties, a paragraph. What `asks` by a sentence heads dashes alone by the names in it.
    """
    if following is None or following.kind in {"table", "note", "annex"}:
        return False
    if asks and not (place.section in {Section.TASKS, Section.ORGANISATION} and place.leads):
        return following.kind in {"dash", "plus", "star"}
    if following.kind == "plain":
        return place.section in {Section.TASKS, Section.ORGANISATION}
    return following.kind in {"dash", "plus", "star"} or markers.order(following.kind, following.label) == 1


def _is_title(text: str, before: str) -> bool:
    """Whether a line in capitals is the document's title: it stands behind the kind, or begins "V/v"."""
    return re.match(r"V/V\s|VỀ VIỆC\s", text) is not None or titles.KIND.fullmatch(before) is not None


def _unmarked_section(text: str) -> Section | None:
    """The section that an unnumbered heading in capitals opens."""
    return sections.of_heading(text) if text.isupper() and len(text) < 160 else None


def _asked(text: str) -> tuple[str, ...]:
    """Whom an introduction asks to do what follows: the last "yêu cầu|giao|đề nghị <agencies>" in it, or
    those who tell what they will do.
    """
    found: tuple[str, ...] = ()
    told = -1
    for match in re.finditer(
        r"(?:yêu cầu|giao|đề nghị|chỉ đạo|phân công)\s+(?:cho\s+)?", text, re.IGNORECASE
    ):
        if match.start() == told:
            continue  # "đề nghị UBND các xã chỉ đạo các thôn …" asks it of the first
        names, end = agencies.scan(text, match.end())
        if names:
            found = addressing.unique([name.text for name in names])
            behind = _DIRECTS.match(text, end)
            told = behind.end() if behind is not None else -1
    return found or _undertaken(text)


# What stands between those asked and the "chỉ đạo" with which they pass it on.
_DIRECTS = re.compile(r",?\s+(?=chỉ đạo\s)")


def _directing(text: str) -> tuple[str, ...]:
    """Those who head "1. UBND tỉnh chỉ đạo các cơ quan có liên quan:": what is below is theirs to see to."""
    names, end = agencies.scan(text, 0)
    directs = _DIRECTS.match(text, end) if names else None
    if directs is None:
        return ()
    directed, end = agencies.scan(text, directs.end() + len("chỉ đạo "))
    return (
        addressing.unique([name.text for name in names]) if directed and not text[end:].strip(" :.;") else ()
    )


# A department that speaks of its own work: "Trong 6 tháng cuối năm, Sở X tập trung các nhiệm vụ sau:".
_OWN_WORK = re.compile(
    r"\s*(?:sẽ\s+)?(?:(?:tiếp tục|tập trung|chủ động)\s+)+(?:(?:triển khai|thực hiện|chỉ đạo|vào)\s+)*"
    r"(?:tốt\s+)?(?:các|những|một số)\s+(?:nhiệm vụ|nội dung|giải pháp|công việc|công tác)"
)


def _undertaken(text: str) -> tuple[str, ...]:
    names, end = clauses.agents(text)
    if not names:
        names, end = agencies.scan(text, 0)
    if not names or _OWN_WORK.match(text, end) is None:
        return ()
    return addressing.unique([name.text for name in names])


def _is_footer(canonical: Canonical, node: Node) -> bool:
    """Whether a child says who answers for what is above it, and so makes no heading of its parent."""
    if node.kind not in {"plain", "dash", "plus", "star"}:
        return False
    text = printed(canonical, node)
    return footers.is_footer(text) or (node.kind == "plain" and pointers.gives_above(text))


def _is_heading(canonical: Canonical, node: Node, text: str) -> bool:
    """Whether the node only heads what is below it."""
    real = [child for child in node.children if child.kind != "note" and not _is_footer(canonical, child)]
    if node.kind in {"plain", "table", "note"} or not real:
        return False
    if node.kind == "annex" or not text:
        return True
    if all(child.kind == "plain" for child in real):
        if len(text) < 260 and not text.endswith("."):
            return True
        return bool(agencies.of_heading(text)) or _is_said_below(canonical, node, text, real)
    return True


def _is_said_below(canonical: Canonical, node: Node, text: str, below: list[Node]) -> bool:
    """Whether a short sentence to nobody ("4. Di dời 02 cụm công nghiệp.") only heads paragraphs that say
    who does it.
    """
    if node.kind != "number" or len(text) >= 260 or addressing.lead_of(text):
        return False
    said = [one for one in (printed(canonical, child) for child in below) if not closings.is_closing(one)]
    return bool(said) and all(map(addressing.lead_of, said))


# "Điều 1. Phê duyệt Đề án … với các nội dung như sau:" approves whatever follows, goals and terms among it.
_APPROVES = re.compile(r"(?:Phê duyệt|Ban hành|Thông qua)\s.{5,400}?(?:nội dung|sau)[^.;]{0,60}:$", re.DOTALL)


def _approves(node: Node, text: str) -> bool:
    return node.kind == "article" and _APPROVES.match(text) is not None


# "Tập trung thực hiện các nội dung sau:" goes on to what is below and names no theme.
_GOES_ON = re.compile(r"(?:\ssau(?: đây)?|trong đó|cụ thể|yêu cầu|đề nghị|giao)\s*:$")


def _introduces(text: str, addresses: bool) -> bool:
    """Whether a heading is the sentence of an order or of what follows, and so no name of a theme."""
    return addresses or _GOES_ON.search(text, max(0, len(text) - 20)) is not None


def _below(node: Node, text: str, place: Place, by_name: bool, tells: bool) -> Place:
    """The place of the children of a heading."""
    leads = agencies.of_heading(text) or _directing(text)
    if leads:
        return replace(place, leads=leads, by=node, coordinate=(), asked=())
    section = place.section
    if not _approves(node, text):
        section = sections.within(text, section, tells=tells)
    if section is not place.section and section is Section.ORGANISATION:
        place = replace(place, component=None)
    number = sections.component(text, by_name and place.section is not Section.ORGANISATION)
    inline = addressing.lead_of(text) if len(text) > 40 else ()
    names = len(text) < 320 and section is not Section.ORGANISATION
    keeps = _introduces(text, bool(inline)) or (bool(place.theme) and not names)
    place = replace(
        place,
        section=section,
        theme=place.theme if keeps else sections.theme(text),
        component=number if number is not None else place.component,
    )
    if inline:
        return replace(place, leads=inline, coordinate=addressing.coordinates_of(text), by=node)
    return place


def _speaks_of_index(text: str) -> bool:
    named = any(name in text for name in ("Chỉ số Xanh", "Chỉ số xanh", "CHỈ SỐ XANH"))
    return named or ("PGI" in text and re.search(r"\bPGI\b", text) is not None)
