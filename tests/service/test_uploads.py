"""What the service answers: for a survey what ikm gives, for anything else a problem that says what to do."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from command import ROOT
from tables import GOOD, NAMES, as_csv, as_xlsx

import ikm

if TYPE_CHECKING:
    import httpx
    from served import Served

EXAMPLES = ROOT / "examples"
PPID = (EXAMPLES / "ppid-2023.xlsx").read_bytes()
MISTAKES = (EXAMPLES / "with-mistakes.csv").read_bytes()
BOOK = as_xlsx([NAMES, *GOOD])


def swollen() -> bytes:
    """Give a workbook whose sheet is forty megabytes of blanks, packed into some forty kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in whole.namelist():
            content = whole.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b" " * (40 << 20) + b"</sheetData>")
            packed.writestr(part, content)
    return out.getvalue()


def problem(answer: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    """Give the problem of an answer, which must be one as RFC 9457 has it, of this status and kind."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert (told["status"], told["type"]) == (status, f"urn:ikm-service:{kind}")
    assert told["title"]
    assert told["detail"]
    return told


def test_a_survey_is_answered_with_the_json_of_ikm(service: Served) -> None:
    for lang in ("id", "en"):
        answer = service.send(PPID, "ppid-2023.xlsx", lang=lang, population="205", target="81", by="jenis_layanan")
        meant = ikm.score(PPID, name="ppid-2023.xlsx", population=205, target=81.0, by="jenis_layanan", lang=lang)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        assert answer.text == meant.model_dump_json()
        assert (answer.json()["ikm"], answer.json()["mutu"]) == (83.86, "B")


@pytest.mark.parametrize(
    ("fields", "options"),
    [
        ({"weight": "exact", "population": "", "target": ""}, {"weight": "exact"}),
        ({"invalid": "blank", "missing": "complete"}, {"invalid": "blank", "missing": "complete"}),
        ({"by": ["", "jenis_layanan"]}, {"by": ["jenis_layanan"]}),
        ({"by": ["jenis_layanan", "jenis_kelamin*usia"]}, {"by": ["jenis_layanan", "jenis_kelamin*usia"]}),
    ],
)
def test_options_reach_ikm(service: Served, fields: dict[str, Any], options: dict[str, Any]) -> None:
    csv = (EXAMPLES / "ppid-2023.csv").read_bytes()
    assert service.send(csv, **fields).text == ikm.score(csv, name="survei.csv", **options).model_dump_json()


def test_the_page_and_the_workbook_are_those_of_ikm(service: Served) -> None:
    responses = ikm.load(PPID, name="a.xlsx")
    result = ikm.score(responses, lang="en")
    page = service.send(PPID, "a.xlsx", to="/view", lang="en")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["content-security-policy"].startswith("sandbox; default-src 'none'; style-src 'unsafe-inline';")
    assert page.text == result.to_html(responses=responses)
    book, held = service.send(PPID, "a.xlsx", to="/workbook", lang="en"), io.BytesIO()
    result.to_excel(held, responses=responses)
    assert book.headers["content-type"].endswith("spreadsheetml.sheet")
    assert book.headers["content-disposition"] == 'attachment; filename="ikm.xlsx"'
    assert book.content == held.getvalue()


@pytest.mark.parametrize("to", ["/score", "/view", "/workbook"])
def test_data_with_faults_is_refused_with_every_finding(service: Served, to: str) -> None:
    told = problem(answer := service.send(MISTAKES, to=to, lang="en"), 422, "refused")
    refusal = ikm.Refusal.model_validate_json(answer.content)
    with pytest.raises(ikm.ResponseError) as refused:
        ikm.score(MISTAKES, name="survei.csv")
    assert refusal.findings == refused.value.report("en").findings
    assert refusal.provenance == refused.value.report("en").provenance
    assert [one["cell"] for one in told["findings"]] == ["H4", "I7", "P9"]
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize(
    ("upload", "status", "kind", "code"),
    [
        (b"", 400, "unreadable", "file-empty"),
        (PPID[:9000], 400, "unreadable", "file-damaged"),
        (b"PK\x03\x04 cut off", 400, "unreadable", "file-damaged"),
        (b"\x00\x01\x02" * 400, 400, "unreadable", "file-not-text"),
        (b"%PDF-1.7 made by hand", 415, "wrong-kind", "file-wrong-kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, 415, "wrong-kind", "file-wrong-kind"),
        (b"<html><body><table><tr><td>U1</td></tr></table></body></html>", 415, "wrong-kind", "file-is-web-page"),
        (b"nama,umur\nSari,31\n", 422, "refused", "row-no-header"),
        (b"U1,U2,U3,U4,U5,U6,U7,U8,U9\n", 422, "refused", "survey-no-respondents"),
        (as_csv([NAMES, *GOOD * 20_000]), 413, "too-large", "file-over-limit"),
        (swollen(), 413, "too-large", "file-over-limit"),
    ],
)
def test_what_is_no_survey_says_what_it_is(service: Served, upload: bytes, status: int, kind: str, code: str) -> None:
    told = problem(service.send(upload), status, kind)
    assert code in {finding["code"] for finding in told["findings"]}
    assert told["format"] == "ikm-refusal"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"population": "0"}, "population"),
        ({"population": "dua ratus"}, "population"),
        ({"population": "9" * 400}, "population"),
        ({"target": "nan"}, "target"),
        ({"target": "101", "weight": "0.112"}, "target, weight"),
        ({"invalid": "guess"}, "invalid"),
        ({"by": ["a", "b", "c", "d", "e", "f"]}, "by"),
        ({"poplation": "205"}, "poplation"),
        ({"questionnaire": "/etc/passwd"}, "questionnaire"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(service: Served, fields: dict[str, Any], named: str) -> None:
    assert f": {named}. " in problem(service.send(PPID, **fields), 400, "wrong-option")["detail"]
    assert f": {named}. " in problem(service.send(PPID, lang="en", **fields), 400, "wrong-option")["detail"]


def test_an_option_that_does_not_fit_the_file_says_what_the_file_has(service: Served) -> None:
    for lang, words in (("id", "Yang ada"), ("en", "The survey has")):
        assert words in problem(service.send(PPID, by="cuaca", lang=lang), 400, "wrong-option")["detail"]


def test_a_form_that_is_none_is_refused(service: Served) -> None:
    post, multipart = service.client.post, "multipart/form-data; boundary=tepi"
    problem(post("/score"), 415, "no-form")
    problem(post("/score", json={"file": "x"}), 415, "no-form")
    problem(post("/score", data={"file": "x"}), 415, "no-form")
    problem(post("/score", content=PPID, headers={"content-type": "application/octet-stream"}), 415, "no-form")
    problem(post("/score", files={"berkas": ("a.csv", BOOK)}), 400, "no-file")
    problem(post("/score", files={"population": (None, b"205")}), 400, "no-file")
    problem(post("/score", files={"file": (None, b"U1,U2")}), 400, "no-file")
    problem(post("/score", content=b"", headers={"content-type": "multipart/form-data"}), 400, "wrong-form")
    problem(post("/score", content=b"no part at all", headers={"content-type": multipart}), 400, "wrong-form")
    cut = b'--tepi\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nU1,'
    assert post("/score", content=cut, headers={"content-type": multipart}).status_code == 400


def test_an_address_or_a_method_that_is_not_there_is_a_problem_too(service: Served) -> None:
    problem(service.client.get("/skor"), 404, "not-found")
    problem(service.client.post("/score/", files={"file": ("a.csv", BOOK)}), 404, "not-found")
    problem(service.client.get("/static/words.json"), 404, "not-found")
    problem(service.client.get("/static/%2e%2e/app.py"), 404, "not-found")
    problem(wrong := service.client.get("/score"), 405, "wrong-method")
    assert wrong.headers["allow"] == "POST"
    problem(service.client.delete("/health"), 405, "wrong-method")
    problem(service.client.get("/", params={"lang": "jv"}), 400, "wrong-option")


def test_a_sender_chooses_no_name_that_could_harm(service: Served) -> None:
    name = '../../etc/<script>"\u202e.xlsx' + "n" * 400
    answer = service.send(BOOK, name)
    assert answer.status_code == 200
    assert len(answer.json()["provenance"]["input_name"]) <= 200
    assert "<script>" not in service.send(BOOK, name, to="/view").text


def test_every_response_has_the_headers_that_keep_a_browser_safe(service: Served) -> None:
    get = service.client.get
    answers = [get("/"), get("/health"), get("/openapi.json"), get("/static/page.js"), get("/no"), service.send(BOOK)]
    answers += [service.send(BOOK, to="/view"), service.send(b"", to="/workbook"), get("/score")]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not {"server", "set-cookie", "access-control-allow-origin"} & {*answer.headers}
    page = answers[0].headers["content-security-policy"]
    assert "unsafe" not in page
    assert "script-src 'self'" in page


def test_it_says_that_it_is_well(service: Served) -> None:
    assert service.client.get("/health").json() == {"status": "ok", "version": ikm.__version__}
    asked = service.client.head("/health")
    assert (asked.status_code, asked.content) == (200, b"")
