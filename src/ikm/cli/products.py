"""Products: what ``--out`` can write, as data; the ending of a name decides.

One row is one product of one ending: how ``--product`` names it, what it is called, what it is made of, and the
function that makes it, named and not imported, so that nobody pays for what is not asked for.  The first row of an
ending is what it gives unless another product is asked for.  The help, the refusals and the writing read this table.

>>> from ikm.cli.products import product_of
>>> product_of(".xlsx").called("id"), product_of(".svg", "grafik").function
('buku kerja', 'ikm.cli.material:element_chart')
>>> product_of(".json", command="merge").name, product_of(".json").name
('counts', 'result')
>>> product_of(".doc") is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ikm.findings import Language

__all__ = ["PRODUCTS", "Command", "Product", "listed", "product_names", "product_of"]

Command = Literal["score", "merge", "compare", "audit", "achievement", "form"]
Source = Literal["report", "official", "panel", "result", "counts", "form"]


class Product(NamedTuple):
    """A product: ``names`` are what ``--product`` knows it by, the English one first; ``needs`` what must be there.

    It is made of the report, of the report that is handed in, of the panel, of the result itself, of the counts of
    several units, or of a form; ``function`` is ``module:name``.  One that ``keeps`` finds again what the office wrote
    in the file that it replaces.
    """

    ending: str
    names: tuple[str, str]
    id: str
    en: str
    source: Source
    function: str
    needs: tuple[str, ...] = ()
    extra: str = ""
    commands: tuple[Command, ...] = ("score", "merge")
    keeps: bool = False

    @property
    def name(self) -> str:
        """What ``--product`` calls it in English."""
        return self.names[0]

    def called(self, lang: Language) -> str:
        """Say what it is."""
        return self.id if lang == "id" else self.en


_ALL: tuple[Command, ...] = ("score", "merge", "compare", "audit", "achievement")

PRODUCTS = (
    Product(
        ".xlsx", ("workbook", "buku-kerja"), "buku kerja", "workbook",
        "report", "ikm.rendering:result_workbook", needs=("xlsxwriter",), commands=_ALL,
    ),
    Product(
        ".xlsx", ("plan", "rencana"), "rencana tindak lanjut", "follow-up plan",
        "report", "ikm.rendering:plan_workbook", needs=("xlsxwriter",), commands=("score",),
    ),
    Product(
        ".docx", ("report", "laporan"), "laporan Word", "Word report", "official", "ikm.rendering:result_document",
        needs=("docx", "docxtpl", "resvg_py"), extra="report", keeps=True,
    ),
    Product(
        ".docx", ("report", "laporan"), "laporan Word", "Word report", "report", "ikm.rendering:result_document",
        needs=("docx", "docxtpl", "resvg_py"), extra="report", commands=("compare", "achievement"),
    ),
    Product(
        ".pdf", ("report", "laporan"), "laporan PDF", "report as PDF", "report", "ikm.rendering:report_pdf",
        needs=("typst",), extra="pdf", commands=("compare", "achievement"),
    ),
    Product(
        ".pdf", ("report", "laporan"), "laporan PDF", "report as PDF", "official", "ikm.rendering:report_pdf",
        needs=("typst",), extra="pdf",
    ),
    Product(
        ".docx", ("audit", "audit"), "hasil audit", "audit", "report", "ikm.rendering:result_document",
        needs=("docx", "docxtpl", "resvg_py"), extra="report", commands=("audit",),
    ),
    Product(
        ".pdf", ("audit", "audit"), "hasil audit", "audit", "report", "ikm.rendering:report_pdf", needs=("typst",),
        extra="pdf", commands=("audit",),
    ),
    Product(
        ".pdf", ("panel", "panel"), "panel publikasi", "publication panel", "panel", "ikm.rendering:panel_pdf",
        needs=("typst",), extra="pdf",
    ),
    Product(
        ".png", ("panel", "panel"), "panel publikasi", "publication panel", "panel", "ikm.rendering:panel_png",
        needs=("resvg_py",), extra="report",
    ),
    Product(
        ".png", ("panel-4x5", "panel-4x5"), "panel untuk media sosial", "panel for social media",
        "panel", "ikm.cli.material:social_png", needs=("resvg_py",), extra="report",
    ),
    Product(
        ".html", ("page", "halaman"), "halaman web", "web page", "report", "ikm.rendering:result_page", commands=_ALL,
    ),
    Product(
        ".svg", ("chart", "grafik"), "grafik unsur", "chart of the elements",
        "report", "ikm.cli.material:element_chart",
    ),
    Product(
        ".svg", ("trend", "tren"), "grafik tren", "chart of the trend",
        "report", "ikm.cli.material:trend_chart", commands=("score", "compare"),
    ),
    Product(".svg", ("panel", "panel"), "panel publikasi", "publication panel", "panel", "ikm.rendering:panel_svg"),
    Product(
        ".svg", ("panel-4x5", "panel-4x5"), "panel untuk media sosial", "panel for social media",
        "panel", "ikm.cli.material:social_svg",
    ),
    Product(
        ".json", ("counts", "rekapitulasi"), "berkas rekapitulasi", "file of counts",
        "counts", "ikm.cli.material:counts_json", commands=("merge",),
    ),
    Product(
        ".json", ("result", "hasil"), "hasil JSON", "result as JSON", "result", "ikm.cli.material:result_json",
        commands=_ALL,
    ),
    Product(".csv", ("table", "tabel"), "tabel unsur", "table of the elements", "result", "ikm.rendering:element_csv"),
    Product(
        ".csv", ("periods", "periode"), "tabel periode", "table of the periods",
        "result", "ikm.rendering:period_csv", commands=("compare",),
    ),
    Product(
        ".gs", ("script", "skrip"), "skrip Google Formulir", "script of a Google Form",
        "form", "ikm.rendering:form_script", commands=("form",),
    ),
    Product(
        ".js", ("script", "skrip"), "skrip Google Formulir", "script of a Google Form",
        "form", "ikm.rendering:form_script", commands=("form",),
    ),
    Product(
        ".docx", ("questionnaire", "kuesioner"), "kuesioner Word", "questionnaire in Word",
        "form", "ikm.rendering:form_document", commands=("form",),
    ),
    Product(
        ".pdf", ("questionnaire", "kuesioner"), "kuesioner PDF", "questionnaire as PDF",
        "form", "ikm.rendering:form_pdf", needs=("typst",), extra="pdf", commands=("form",),
    ),
    Product(
        ".xlsx", ("recording-sheet", "lembar-isian"), "lembar isian", "recording sheet",
        "form", "ikm.rendering:form_sheet", needs=("xlsxwriter",), commands=("form",),
    ),
    Product(
        ".toml", ("survey", "survei"), "berkas survei", "survey file",
        "form", "ikm.cli.material:form_survey", commands=("form",),
    ),
)  # fmt: skip
"""Everything ``--out`` can write."""


def product_of(ending: str, name: str | None = None, command: Command = "score") -> Product | None:
    """Give what an ending gives in a command, or a product of it by its name; none where there is none."""
    fitting = (one for one in PRODUCTS if one.ending == ending.casefold() and command in one.commands)
    return next((one for one in fitting if name is None or name in one.names), None)


def listed(lang: Language, command: Command = "score") -> str:
    """List the endings, each with what it gives."""
    ways = {one.ending: one for one in reversed(PRODUCTS) if command in one.commands}
    return ", ".join(f"{ending} ({one.called(lang)})" for ending, one in reversed(ways.items()))


def product_names(lang: Language, command: Command | None = None) -> str:
    """List what ``--product`` knows in a language: of one command with the endings, of all without."""
    place = 1 if lang == "id" else 0
    if command is None:
        return ", ".join(dict.fromkeys(one.names[place] for one in PRODUCTS))
    return ", ".join(f"{one.names[place]} ({one.ending})" for one in PRODUCTS if command in one.commands)
