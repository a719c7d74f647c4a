"""The web page of a report: what is on it, in which order, that every text stays text, and that it stands alone."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pages import Element, parsed
from reports import agency_report_by_hand, reworded, sample_report, texts

import ikm
from ikm.findings import display
from ikm.rendering import result_page
from ikm.reports import Chapter, Entry, FactList, Head, Paragraph, Report, ReportTable, Row, agency_report, report_of

if TYPE_CHECKING:
    from collections.abc import Callable

EVIL = (
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{7*7}}", "</style></title><img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x=\"", "a\x00b\x1b[31m\x7f\x9bc", "\u202egnirts\u2066\u200f", "&lt;b&gt; &amp;amp; &#60;",
    "\ud800", "]]>--><!--", "w" * 40_000, "satu\ndua\tt\u2028iga",
)  # fmt: skip
MADE = {
    "sampel": sample_report,
    "instansi": agency_report_by_hand,
    "contoh": lambda: report_of(ikm.score("examples/ppid-2023.xlsx", population=205, target=81, lang="en")),
}


def shown(told: str) -> str:
    return display(told, max(len(told), 1))


def cells(table: Element) -> list[list[str]]:
    rows = [row.all("th", "td") for row in table.one("tbody").all("tr")]
    return [[cell.text for cell in row] for row in rows]


def given_cells(report: Report) -> list[list[list[str]]]:
    tables = [block for chapter in report.chapters for block in chapter.blocks if isinstance(block, ReportTable)]
    return [[[shown(entry.text) for entry in row.cells] for row in table.rows] for table in tables]


@pytest.fixture(params=MADE)
def report(request: pytest.FixtureRequest) -> Report:
    made: Callable[[], Report] = MADE[request.param]
    return made()


@pytest.fixture
def page(report: Report) -> Element:
    return parsed(result_page(report))


def test_the_index_and_its_grade_come_first_with_what_must_be_said(report: Report, page: Element) -> None:
    said = page.one("main").text
    loud = [
        report.headline.text,
        report.mutu,
        report.kinerja,
        *report.alarms,
        *(fact for pair in report.facts for fact in pair),
    ]
    places = [said.find(shown(text)) for text in loud]
    assert -1 not in places
    assert max(places) < said.find(shown(report.chapters[0].title))
    assert page.one("h1").text == report.title


def test_every_text_of_the_report_is_on_the_page(report: Report, page: Element) -> None:
    said = page.text
    assert [told for told in texts(report) if shown(told) not in said] == []


def test_every_table_stands_as_the_report_has_it(report: Report, page: Element) -> None:
    tables = page.all("table")
    assert [cells(table) for table in tables] == given_cells(report)
    for table in tables:
        assert isinstance(table.children[0], Element)
        assert table.children[0].tag == "caption"
        assert all(head.attributes["scope"] == "col" for head in table.one("thead").all("th"))
        assert all(row.one("th").attributes["scope"] == "row" for row in table.one("tbody").all("tr"))


def test_a_reader_finds_the_way_by_landmarks_headings_and_links(report: Report, page: Element) -> None:
    assert page.one("html").attributes["lang"] == report.lang
    assert [one.tag for one in page.all("header", "nav", "main", "footer")] == ["header", "main", "nav", "footer"]
    names = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(names) == len(set(names))
    pointed = [one.attributes["href"].removeprefix("#") for one in page.all("a")]
    pointed += [name for one in page.all() for name in one.attributes.get("aria-labelledby", "").split()]
    assert set(pointed) <= set(names)
    assert [link.attributes["href"] for link in page.one("nav").all("a")] == [f"#{one.key}" for one in report.chapters]
    assert [heading.text for heading in page.all("h2")] == [shown(one.title) for one in report.chapters]
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#isi"}


def test_a_figure_stands_before_the_table_of_its_numbers_and_leads_to_it(page: Element) -> None:
    figures = page.all("figure")
    order = page.all("figure", "table")
    assert figures
    for figure in figures:
        assert len(figure.all("svg")) == 2
        caption = figure.one("figcaption")
        held = caption.one("a").attributes["href"].removeprefix("#")
        after = order[order.index(figure) + 1]
        assert (after.tag, after.attributes["id"]) == ("table", held)


def test_a_table_that_may_be_wider_than_a_phone_scrolls_by_itself_from_the_keyboard(page: Element) -> None:
    regions = [one for one in page.all("div") if one.attributes.get("class") == "scroll"]
    assert regions
    for region in regions:
        caption = region.one("caption")
        assert region.attributes["tabindex"] == "0"
        assert region.attributes["aria-labelledby"] == caption.attributes["id"]


def test_the_page_lets_in_its_own_style_and_nothing_else(page: Element) -> None:
    style = page.one("style").text
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [one.attributes["content"] for one in page.all("meta") if "http-equiv" in one.attributes]
    assert policy.split("; ") == [
        "default-src 'none'", f"style-src 'sha256-{digest}'", "img-src 'none'", "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    assert stands_alone(page)
    assert "url(" not in style
    assert "@import" not in style


def stands_alone(page: Element) -> bool:
    """Tell whether nothing on a page loads, runs or styles but its one style element."""
    tags = {one.tag for one in page.all()}
    names = {name for one in page.all() for name in one.attributes}
    links = [value for one in page.all() for name, value in one.attributes.items() if name.endswith(("href", "src"))]
    return (
        not tags & {"script", "link", "base", "img", "iframe", "object", "form", "image", "foreignobject", "animate"}
        and len(page.all("style")) == 1
        and not {name for name in names if name.startswith("on") or name in {"style", "srcdoc", "action"}}
        and all(link.startswith("#") for link in links)
    )


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_in_every_field_stays_text(evil: str) -> None:
    report = reworded(sample_report(), lambda told: evil + told)
    page = parsed(result_page(report))
    assert [cells(table) for table in page.all("table")] == given_cells(report)
    said = page.text
    assert [told for told in texts(report) if shown(told) not in said] == []
    assert stands_alone(page)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800]", result_page(report)
    )


@given(st.data())
def test_any_text_is_read_back_as_it_is_shown(data: st.DataObject) -> None:
    said = st.text(st.characters(), max_size=30) | st.sampled_from(EVIL[:-2])
    report = reworded(replace(sample_report(), chapters=()), lambda _: data.draw(said))
    rows = tuple(Row((Entry(data.draw(said)), Entry(data.draw(said)))) for _ in range(3))
    heads = (Head(data.draw(said), "text"), Head(data.draw(said)))
    report = replace(
        report, chapters=(Chapter("unsur", data.draw(said), (ReportTable("unsur", data.draw(said), heads, rows),)),)
    )
    page = parsed(result_page(report))
    assert [cells(table) for table in page.all("table")] == given_cells(report)
    assert page.one("h1").text == shown(report.title)
    assert [alarm.text for alarm in page.all("p") if alarm.attributes["class"] == "alarm"] == [
        shown(alarm) for alarm in report.alarms if shown(alarm)
    ]


NUMBERS = re.compile(r"[\d.,]*\d")
NUMBER_ENTRIES = st.builds(
    Entry.of, st.fractions(-10_000, 10_000, max_denominator=997), st.integers(0, 4), st.sampled_from(["id", "en"]),
    percent=st.booleans(),
)  # fmt: skip


@given(st.lists(st.lists(NUMBER_ENTRIES, min_size=3, max_size=3), min_size=1, max_size=4), NUMBER_ENTRIES)
def test_every_number_is_on_the_page_as_written_and_no_other(entries: list[list[Entry]], headline: Entry) -> None:
    heads = (Head("Unsur", "text"), Head("NRR"), Head("Bagian"), Head("Jumlah"))
    rows = tuple(Row((Entry("unsur"), *row), total=not place) for place, row in enumerate(entries))
    facts = tuple(("fakta", entry.text) for row in entries for entry in row)
    told = tuple(Paragraph(f"kata {entry.text} kata") for entry in entries[0])
    chapter = Chapter("unsur", "Unsur", (ReportTable("unsur", "Tabel", heads, rows), FactList(facts), *told))
    report = replace(sample_report(), headline=headline, chapters=(chapter,))
    body = parsed(result_page(report)).one("body")
    assert cells(body.one("table")) == [["unsur", *(entry.text for entry in row)] for row in entries]
    assert sorted(NUMBERS.findall(words(body))) == sorted(
        number for text in texts(report) for number in NUMBERS.findall(text)
    )


def test_no_number_of_a_whole_page_was_made_up(report: Report, page: Element) -> None:
    body = page.one("body")
    drawn = Counter(number for svg in body.all("svg") for number in NUMBERS.findall(words(svg)))
    written = Counter(NUMBERS.findall(words(body))) - drawn
    assert written == Counter(number for text in texts(report) for number in NUMBERS.findall(shown(text)))


def words(page: Element) -> str:
    """Give the texts of a page, parted."""
    return "\n".join(child for one in [page, *page.all()] for child in one.children if isinstance(child, str))


def test_a_page_of_the_example_writes_the_exact_figures_rounded_half_up() -> None:
    result = ikm.score("examples/ppid-2023.xlsx", population=205, target=81)
    (table, *_) = parsed(result_page(report_of(result))).all("table")
    written = {cell for row in cells(table) for cell in row}
    for element in result.elements:
        thousandths = Fraction(element.nrr_exact) * 1000 + Fraction(1, 2)
        assert f"{thousandths // 1000},{thousandths // 1 % 1000:03}" in written


PROGRAM = """
import sys, hashlib
import ikm
from ikm.reports import report_of
from ikm.rendering import result_page
responses = ikm.load("examples/ppid-2023.csv")
page = result_page(report_of(ikm.score(responses, population=205, by="jenis_kelamin"), responses))
print(hashlib.sha256(page.encode()).hexdigest(), *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def made_with(seed: str, zone: str) -> tuple[str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
    )  # fmt: skip
    digest, *loaded = done.stdout.split()
    return digest, set(loaded)


def test_the_page_has_the_same_bytes_whatever_hash_seed_and_zone_and_loads_nothing_heavy() -> None:
    first, second = made_with("1", "Asia/Jakarta"), made_with("77", "America/Lima")
    assert first[0] == second[0]
    for _, loaded in (first, second):
        assert not loaded & {"numpy", "pandas", "lxml", "PIL", "rich", "xlsxwriter", "openpyxl", "typer"}


def test_a_result_gives_its_own_page() -> None:
    responses = ikm.load(ROOT / "examples" / "ppid-2023.xlsx")
    result = ikm.score(responses, lang="en")
    assert result.to_html(responses=responses) == result_page(report_of(result, responses))
    assert result.to_html() == result_page(report_of(result)) != result.to_html(responses=responses)
    several = ikm.score_agency({"Loket A": [[4] * 9]})
    assert several.to_html() == result_page(agency_report(several))


def test_a_report_without_a_grade_says_none() -> None:
    report = replace(sample_report(), mutu="", kinerja="", subtitle="", alarms=(), facts=(), chapters=())
    page = parsed(result_page(report))
    assert [term.text for term in page.all("dt")] == ["Indeks Kepuasan Masyarakat"]
    assert not [one for one in page.all("p") if not one.text]


def test_a_word_of_a_planted_page_is_noticed() -> None:
    planted: list[Any] = ['<p style="x">', "<script>", '<a href="//x">', '<p onclick="x">', "<img src=#>"]
    for one in planted:
        assert not stands_alone(
            parsed(
                f"<html><style></style>{one}</html>".replace("<script>", "<script></script>")
                .replace("<p ", "<p></p><p ")
                .replace('">', '"></p>' if one[1] == "p" else '"></a>')
            )
        )
