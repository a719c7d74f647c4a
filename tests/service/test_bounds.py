"""What the service takes and no more: bytes, time, places, memory; and that it keeps nothing."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import stat
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command import ROOT
from served import Served, needed, served
from tables import GOOD, NAMES, as_csv

import ikm

if TYPE_CHECKING:
    import httpx

PPID = (ROOT / "examples" / "ppid-2023.xlsx").read_bytes()
MIB = 1 << 20
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")


@pytest.fixture(scope="module")
def sleepy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve with work that sleeps, dies or fails when its upload says so (tests/helpers/sleepy.py)."""
    needed()
    code = "import sleepy; sleepy.serve(seconds=1, receiving=2, at_once=2, places=3)"
    with served(tmp_path_factory.mktemp("sleepy"), code=code) as running:
        yield running


def kind(answer: httpx.Response) -> tuple[int, str]:
    """Give the status of an answer, and which problem it is."""
    told = answer.json() if answer.headers["content-type"] == "application/problem+json" else {}
    return answer.status_code, told.get("type", "").removeprefix("urn:ikm-service:")


def until(sleepy: Served, upload: bytes, met: tuple[int, str]) -> httpx.Response:
    """Send an upload until it meets with this: what is in the way before, on a busy machine too, must go by itself."""
    end = time.monotonic() + 60
    while kind(answer := sleepy.send(upload)) != met:
        assert time.monotonic() < end, answer.text
        time.sleep(0.2)
    return answer


def until_done(sleepy: Served) -> None:
    assert until(sleepy, b"plain", (200, "")).text == "done"


def raw(service: Served, said: bytes, *, leave: bool = False) -> bytes:
    """Say something to the service, byte by byte ours, and give all that it answers until it hangs up."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=60) as talk:
        talk.sendall(said)
        if leave:
            return b""
        heard = b""
        while more := talk.recv(65536):
            heard += more
        return heard


def test_two_hundred_uploads_at_once_are_scored_or_asked_to_come_again(service: Served) -> None:
    meant = ikm.score(PPID, name="ppid-2023.xlsx").model_dump_json()
    largest, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            largest[0] = max(largest[0], sum(service.family().values()))

    watching = threading.Thread(target=watch)
    if sys.platform == "linux":
        watching.start()
    try:
        ready = threading.Barrier(200)

        def send(_: int) -> httpx.Response:
            ready.wait()
            return service.send(PPID, "ppid-2023.xlsx", alone=True)

        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(send, range(200)))
    finally:
        over.set()
    counted = Counter(kind(answer) for answer in answers)
    assert {*counted} <= {(200, ""), (503, "busy")}, counted
    assert counted[200, ""] >= 8
    assert all(answer.text == meant for answer in answers if answer.status_code == 200)
    assert all(int(answer.headers["retry-after"]) > 0 for answer in answers if answer.status_code == 503)
    assert largest[0] < 600 * MIB
    assert service.send(PPID, "ppid-2023.xlsx").text == meant


def test_what_is_larger_than_the_door_is_refused_however_it_is_sent(service: Served) -> None:
    huge = b"U1,U2\n" * (20 * MIB // 6)
    assert kind(service.send(huge)) == (413, "too-large")
    head = b'--tepi\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    parts = (head, *(huge[at : at + MIB] for at in range(0, len(huge), MIB)))
    form = {"content-type": "multipart/form-data; boundary=tepi"}
    assert kind(service.client.post("/score", content=iter(parts), headers=form)) == (413, "too-large")
    assert kind(service.client.post("/score", params={"lang": "en"}, content=huge)) == (413, "too-large")
    asked = b"POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n"
    assert raw(service, asked).startswith(b"HTTP/1.1 413 ")  # at once: nothing of it was sent


@pytest.mark.parametrize(
    "said",
    [
        b"nonsense\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST /score HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    ],
    ids=["no HTTP", "two hosts", "less than nothing", "two lengths", "no chunk"],
)
def test_what_is_no_http_is_a_bad_request(service: Served, said: bytes) -> None:
    assert raw(service, said).startswith(b"HTTP/1.1 400 ")
    assert service.client.get("/health").status_code == 200


def test_one_who_leaves_half_way_takes_no_place_along(service: Served) -> None:
    for _ in range(20):
        raw(service, b"POST /score HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n--tepi", leave=True)
    assert kind(service.send(as_csv([NAMES, *GOOD]))) == (200, "")


@LINUX
def test_work_that_takes_too_long_is_ended_and_makes_room(sleepy: Served) -> None:
    until_done(sleepy)
    assert kind(sleepy.send(b"sleep")) == (504, "time-out")
    at_rest = len(sleepy.family())
    for _ in range(3):
        assert kind(sleepy.send(b"sleep", lang="en")) == (504, "time-out")
    assert len(sleepy.family()) == at_rest
    until_done(sleepy)


def test_who_finds_no_place_is_asked_to_come_again(sleepy: Served) -> None:
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: sleepy.send(b"sleep"), range(12)))
    counted = Counter(kind(answer) for answer in answers)
    assert {*counted} <= {(504, "time-out"), (503, "busy")}
    assert counted[504, "time-out"] >= 2
    until_done(sleepy)


def test_a_request_that_does_not_come_to_an_end_is_given_up(sleepy: Served) -> None:
    form = b"Content-Type: multipart/form-data; boundary=tepi\r\n"
    heard = raw(
        sleepy, b"POST /score?lang=en HTTP/1.1\r\nHost: a\r\n" + form + b"Content-Length: 5000\r\n\r\n--tepi\r\n"
    )
    assert heard.startswith(b"HTTP/1.1 408 ")
    assert b"did not come in time" in heard
    until_done(sleepy)


def test_a_process_that_dies_or_fails_harms_no_other(sleepy: Served) -> None:
    until(sleepy, b"die", (500, "broken"))
    failed = until(sleepy, b"fail", (500, "broken"))
    until_done(sleepy)
    log = sleepy.log.read_text(encoding="utf-8")
    assert re.search(r"ValueError in work, sleepy\.py:\d+", log)
    assert "Sari" not in log + failed.text


@LINUX
def test_a_process_that_wants_too_much_memory_is_told_so(sleepy: Served) -> None:
    until(sleepy, b"grow", (413, "too-large"))


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Give a folder of a short name: the name of a socket has no more than some hundred letters."""
    with tempfile.TemporaryDirectory(prefix="ikm-") as folder:
        yield Path(folder)


def test_nothing_of_an_upload_stays(short_folder: Path) -> None:
    needed()
    rows = [[*NAMES, "Saran"], *([*row, "rahasia-komentar " * 100] for row in GOOD * 420)]
    upload = as_csv(rows)
    assert len(upload) > 2 * MIB  # of that size it would usually go into a file while it comes in
    with served(short_folder) as running:
        for to in ("/score", "/view", "/workbook"):
            assert kind(running.send(upload, "rahasia-nama.csv", to=to, by="rahasia-kolom")) == (400, "wrong-option")
            assert kind(running.send(upload, "rahasia-nama.csv", to=to)) == (200, "")
        assert kind(running.send(upload[: len(upload) // 2], "rahasia-nama.csv"))[0] in {200, 422}
        left = [path for path in running.scratch.rglob("*") if path.is_file() or path.is_fifo()]
        assert not left
        assert all(stat.S_ISSOCK(path.stat().st_mode) for path in running.scratch.rglob("*") if not path.is_dir())
        if sys.platform == "linux":
            assert not [name for name in _open_files(running) if os.fspath(running.scratch) in name]
    assert list((short_folder / "scratch").iterdir()) == []
    log = (short_folder / "log.txt").read_text(encoding="utf-8")
    assert "rahasia" not in log
    assert "POST /score" in log
    assert "Traceback" not in log


def _open_files(running: Served) -> list[str]:
    """Give what the service has open, those files too that have no name any more."""
    found = []
    for process in running.family():
        for handle in Path(f"/proc/{process}/fd").iterdir():
            with contextlib.suppress(OSError):  # it may be closed by now
                found.append(os.fspath(handle.readlink()))
    return found
