"""Which headings blame the service."""

from __future__ import annotations

import pytest

from ikm.columns import blame


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Alur layanan di sini berbelit-belit", "berbelit belit"),
        ("Saya menunggu terlalu lama di loket", "terlalu lama"),
        ("Staf bersikap kasar", "kasar"),
        ("Persyaratan yang diminta membebani warga", "membebani"),
        ("Petugas tidak ramah dan tidak sopan", "tidak ramah"),
        ("Petugas kurang menguasai pekerjaannya", "kurang menguasai"),
        ("Keluhan saya tidak pernah ditindaklanjuti", "tidak pernah ditindaklanjuti"),
        ("The fees are too high", "too high"),
        ("The staff were not helpful", "not helpful"),
        ("Saya mengalami kesulitan memenuhi syarat", "mengalami kesulitan"),
        ("Pernyataan [Ruang tunggu kotor]", "kotor"),
        ("Tarif yang tidak jelas", "tidak jelas"),
    ],
)
def test_a_statement_against_the_service_is_named_by_its_words(heading: str, words: str) -> None:
    assert blame(heading) == words


@pytest.mark.parametrize(
    "heading",
    [
        "Alur layanan tidak berbelit-belit",
        "Alur mudah, tidak rumit dan cepat",
        "Petugas ramah atau tidak ramah?",
        "Kemudahan/kesulitan prosedur",
        "Prosedurnya mudah atau sulit",
        "Tidak ada pungutan liar",
        "Tidak ada biaya/pungutan liar",
        "Layanan tanpa biaya tambahan",
        "Penanganan keluhan bagi pengguna yang tidak puas",
        "Kewajaran biaya (murah/mahal)",
        "Petugas tidak hanya cepat tetapi juga ramah",
        "Fasilitas yang rusak segera diperbaiki",
        "Petugas sabar ketika pelanggan marah",
        "Petugas membantu jika saya mengalami kesulitan",
        "Petugas tidak membeda-bedakan pelanggan",
        "Fasilitas tidak membahayakan dan nyaman digunakan",
        "Lama waktu pelayanan",
        "Layanan selesai kurang dari satu jam",
        "Bagaimana pendapat Anda tentang kewajaran tarif?",
        "Petugas mampu menyelesaikan masalah yang sulit",
    ],
)
def test_praise_questions_and_asides_are_no_blame(heading: str) -> None:
    assert blame(heading) is None


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Pengaduan saya tidak diproses", "tidak diproses"),
        ("Perilaku petugas tidak menyenangkan", "tidak menyenangkan"),
        ("Fasilitas kurang", "kurang"),
        ("Tidak ada tindak lanjut atas pengaduan", "tidak ada tindak lanjut"),
    ],
)
def test_a_short_statement_that_denies_blames(heading: str, words: str) -> None:
    assert blame(heading) == words


@pytest.mark.parametrize(
    "heading",
    [
        "Petugas tidak meminta imbalan",
        "Waktu pelayanan tidak melebihi standar",
        "Pelayanan tidak lama",
        "Saya tidak mengalami kendala",
        "Tidak perlu menunggu lama",
        "Petugas tidak pandang bulu",
        "Sarana adalah benda yang dipakai untuk mencapai tujuan dan yang tidak bergerak seperti gedung",
    ],
)
def test_what_a_service_had_better_not_do_is_denied_as_praise(heading: str) -> None:
    assert blame(heading) is None
