"""What headings say about the numbers below them."""

from __future__ import annotations

import pytest

from ikm.columns import stated

WORSE = "Pendapat tentang kecepatan"


@pytest.mark.parametrize(
    ("heading", "high"),
    [
        (f"{WORSE} (skala 1-5)", 5),
        (f"{WORSE} [skala 1 s/d 10]", 10),
        (f"{WORSE}, beri nilai 1 sampai dengan 7", 7),
        (f"{WORSE} (1–5)", 5),
        (f"{WORSE} dalam skala 100", 100),
        (f"Skala Likert 5 poin: {WORSE}", 5),
        (f"{WORSE} (bintang 1-5)", 5),
        (f"{WORSE} (1-5 bintang)", 5),
        (f"{WORSE} (5 = sangat baik)", 5),
        ("On a scale of 1 to 6, how fast was the service?", 6),
        (f"{WORSE} dari 1 (sangat tidak puas) sampai 5 (sangat puas)", 5),
        (f"{WORSE} (1 = Sangat tidak puas, 2 = Tidak puas, 3 = Netral, 4 = Puas, 5 = Sangat puas)", 5),
    ],
)
def test_another_length_is_read(heading: str, high: int) -> None:
    found = stated(heading)
    assert found is not None
    assert (found.high, found.reversed) == (high, False)


@pytest.mark.parametrize(
    "told",
    [
        "(1 = Sangat Baik, 4 = Tidak Baik)",
        "(1: terbaik, 4: terburuk)",
        "[1 terbaik - 4 terburuk]",
        "(Sangat puas = 1, Puas = 2, Kurang puas = 3, Tidak puas = 4)",
        "(1. Sangat mudah 2. Mudah 3. Kurang mudah 4. Tidak mudah)",
        "- 1 (sangat cepat) sampai 4 (lambat)",
        "(1 = SP, 4 = TP)",
        "(1 untuk sangat setuju, 4 untuk sangat tidak setuju)",
        "(pilih 1 jika sangat puas dan 4 jika tidak puas)",
        "(1 bila Anda sangat puas, 4 bila Anda tidak puas)",
        "(1 = paling baik)",
        "(1 paling bagus)",
        "(4 = sangat tidak puas)",
        "; semakin kecil angkanya semakin baik",
    ],
)
def test_the_other_direction_is_read(told: str) -> None:
    found = stated(f"{WORSE} {told}")
    assert found is not None
    assert found.reversed


@pytest.mark.parametrize(
    "told",
    [
        "(1 = Tidak Baik, 4 = Sangat Baik)",
        "(4 = Sangat Baik; 3 = Baik; 2 = Kurang Baik; 1 = Tidak Baik)",
        "(1-4)",
        "skala 1 sampai 4",
        "(1 = sangat mahal, 4 = gratis)",
        "(4 = sangat baik)",
        "(1 s/d 4 bintang)",
        "(1 bila tidak puas, 4 bila sangat puas)",
        "[1: terendah, 4: tertinggi]",
        "(1 = sangat berbelit-belit, 4 = tidak berbelit-belit)",
        "(1 = sangat sulit, 2 = sulit, 3 = mudah, 4 = sangat mudah)",
    ],
)
def test_the_surveys_own_scale_is_read_as_such(told: str) -> None:
    found = stated(f"{WORSE} {told}")
    assert found is not None
    assert (found.low, found.high, found.reversed) == (1, 4, False)


@pytest.mark.parametrize(
    "heading",
    [
        "1. Persyaratan pelayanan",
        "U2 Prosedur",
        "Waktu pelayanan 1-3 hari kerja",
        "Rentang waktu 1 sampai 3 jam",
        "Waktu (08.00-15.00)",
        "3. Bagaimana kecepatan pelayanan dalam 2 minggu terakhir?",
        "Permenpan 14 tahun 2017: persyaratan",
        "",
        "(1) Persyaratan",
        "Persyaratan (2 lembar fotokopi, 1 asli)",
    ],
)
def test_other_numbers_are_no_scale(heading: str) -> None:
    assert stated(heading) is None
