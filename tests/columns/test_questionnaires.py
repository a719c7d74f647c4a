"""Made-up questionnaires in the many wordings offices use, each judged by a careful reader before ikm read it.

A line is a heading behind the letter of what it asks: P persyaratan, S prosedur, W waktu, B biaya, H produk (hasil),
K kompetensi, L perilaku, A pengaduan, F sarana, and - none of the nine.
"""

from __future__ import annotations

import pytest

from ikm.columns import map_columns

LETTERS = dict(
    zip(
        "PSWBHKLAF-",
        ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana", None),
        strict=True,
    )
)

QUIET = {"column-several-questions", "column-extra", "column-integrity", "column-expectation", "column-beside"}
"""What may be said of a good form: notices."""

FORMS = {
    "formal statements of an inspectorate": """
- Cap waktu
- Unit organisasi Saudara
P Persyaratan administrasi konsultasi disampaikan secara lengkap
S Tata cara pengajuan konsultasi tidak menyulitkan
W Jawaban atas konsultasi diberikan dalam jangka waktu yang dijanjikan
B Tidak ada biaya yang harus dikeluarkan untuk memperoleh pelayanan
H Rekomendasi hasil konsultasi sesuai dengan kebutuhan
K Auditor menguasai permasalahan yang dikonsultasikan
L Auditor bersikap santun selama memberikan konsultasi
A Pengaduan atas pelayanan ditindaklanjuti sampai selesai
F Ruang konsultasi nyaman
- Saran untuk Inspektorat""",
    "informal talk of a village office": """
- Timestamp
- Jenis kelamin
- Umur
P Syaratnya ribet nggak?
S Alurnya gampang diikuti nggak?
W Ngurusnya cepat nggak?
B Biayanya wajar nggak?
H Hasilnya sesuai yang diminta nggak?
K Petugasnya paham kerjaannya nggak?
L Petugasnya ramah nggak?
A Kalau ada keluhan ditanggapi nggak?
F Tempatnya nyaman nggak?
- Pesan buat kami""",
    "government jargon": """
- No
- Tanggal Survei
P 1. Tingkat kesesuaian persyaratan teknis dan administratif dengan standar pelayanan
S 2. Tingkat kemudahan sistem, mekanisme, dan prosedur pelayanan
W 3. Tingkat ketepatan waktu penyelesaian pelayanan terhadap SLA
B 4. Tingkat kewajaran biaya/tarif sesuai peraturan perundang-undangan
H 5. Tingkat kesesuaian produk spesifikasi jenis pelayanan
K 6. Tingkat kompetensi pelaksana
L 7. Tingkat kesopanan pelaksana
A 8. Tingkat efektivitas penanganan pengaduan, saran, dan masukan
F 9. Tingkat ketersediaan sarana dan prasarana
- 10. Saran dan masukan untuk perbaikan layanan""",
    "English of a language centre": """
- Timestamp
- Email Address
- Study program
P The requirements for registration are clear
S The registration procedure is easy to follow
W The test results are issued on time
B The test fee is reasonable
H The certificate I received is correct
K The staff are knowledgeable
L The staff are polite and friendly
A Complaints are handled promptly
F The test room is comfortable
- Suggestions""",
    "two languages in each heading": """
- Nationality / Kewarganegaraan
P Kejelasan persyaratan layanan / Clarity of service requirements
S Kemudahan prosedur layanan / Ease of service procedure
W Kecepatan layanan / Speed of service
B Kewajaran biaya / Fairness of fees
H Kesesuaian hasil layanan / Conformity of service results
K Kemampuan petugas / Competence of officers
L Kesopanan petugas / Courtesy of officers
A Penanganan pengaduan / Complaint handling
F Kenyamanan fasilitas / Comfort of facilities""",
    "a grid whose question stands in brackets": """
- Cap waktu
P Bagaimana penilaian Anda? [Syarat pelayanan]
S Bagaimana penilaian Anda? [Alur pelayanan]
W Bagaimana penilaian Anda? [Lama pelayanan]
B Bagaimana penilaian Anda? [Tarif]
H Bagaimana penilaian Anda? [Hasil layanan]
K Bagaimana penilaian Anda? [Kecakapan petugas]
L Bagaimana penilaian Anda? [Keramahan petugas]
A Bagaimana penilaian Anda? [Tanggapan atas keluhan]
F Bagaimana penilaian Anda? [Kebersihan ruangan]
- Komentar""",
    "one bracket shared by all columns": """
- Cap waktu
P Persyaratan mudah dilengkapi [Beri nilai]
S Alur pelayanan jelas [Beri nilai]
W Layanan selesai tepat waktu [Beri nilai]
B Tarif sesuai ketentuan [Beri nilai]
H Dokumen yang diterima benar dan lengkap [Beri nilai]
K Petugas terampil [Beri nilai]
L Petugas sopan [Beri nilai]
A Keluhan ditindaklanjuti [Beri nilai]
F Ruang tunggu bersih [Beri nilai]""",
    "headings of one word": """
- no
- umur
P syarat
S alur
W cepat
B murah
H hasil
K terampil
L ramah
A keluhan
F nyaman""",
    "names of a database": """
- id
- created_at
- respondent_age
P persyaratan_layanan
S prosedur_layanan
W waktu_penyelesaian
B biaya_tarif
H produk_layanan
K kompetensi_petugas
L perilaku_petugas
A penanganan_pengaduan
F sarana_prasarana
- komentar_bebas""",
    "a clinic with two questions on several elements": """
- Cap waktu
- Poli yang dikunjungi
P Persyaratan berobat mudah dipenuhi
S Alur pendaftaran mudah dipahami
S Petunjuk alur pelayanan terlihat jelas
W Waktu tunggu di poli singkat
W Dokter datang tepat waktu
B Biaya pemeriksaan terjangkau
H Pelayanan yang saya terima sesuai kebutuhan
K Dokter terampil memeriksa pasien
K Perawat mampu menjelaskan perawatan
L Dokter dan perawat ramah
A Keluhan pasien cepat ditanggapi
F Ruang tunggu bersih
F Toilet bersih
- Saran""",
    "an anti-corruption block after the nine": """
P 1. Bagaimana kesesuaian persyaratan pelayanan?
S 2. Bagaimana kemudahan prosedur pelayanan?
W 3. Bagaimana kecepatan waktu pelayanan?
B 4. Bagaimana kewajaran biaya/tarif?
H 5. Bagaimana kesesuaian produk layanan?
K 6. Bagaimana kompetensi petugas?
L 7. Bagaimana perilaku petugas?
A 8. Bagaimana penanganan pengaduan?
F 9. Bagaimana kualitas sarana dan prasarana?
- 1. Petugas tidak meminta imbalan dalam bentuk apa pun
- 2. Prosedur pelayanan dijalankan tanpa pungutan liar
- 3. Tidak ada calo di lingkungan kantor
- 4. Petugas melayani tanpa diskriminasi
- 5. Biaya yang dibayarkan sesuai dengan kuitansi resmi""",
    "an IPAK block named before its questions": """
- Nama
- [IPAK] Tidak ada petugas yang menerima gratifikasi
- [IPAK] Tidak ada pelayanan di luar prosedur
- [IPAK] Biaya yang dibayar sesuai tarif resmi
- [IPAK] Sarana pengaduan pelanggaran tersedia
P [SKM] Kesesuaian persyaratan
S [SKM] Kemudahan prosedur
W [SKM] Kecepatan waktu
B [SKM] Kewajaran tarif
H [SKM] Kesesuaian hasil
K [SKM] Kemampuan petugas
L [SKM] Kesopanan petugas
A [SKM] Penanganan pengaduan
F [SKM] Kualitas sarana prasarana""",
    "SPKP and SPAK in one form, alone": """
P SPKP 1 Informasi persyaratan layanan mudah diperoleh
S SPKP 2 Prosedur layanan mudah diikuti
W SPKP 3 Jangka waktu penyelesaian sesuai dengan yang diinformasikan
B SPKP 4 Tarif layanan sesuai dengan yang diinformasikan
H SPKP 5 Hasil layanan sesuai dengan yang diminta
K SPKP 6 Petugas memahami layanan yang diberikan
L SPKP 7 Petugas melayani dengan ramah
A SPKP 8 Pengaduan ditangani dengan baik
F SPKP 9 Sarana layanan nyaman
- SPAK 1 Tidak ada diskriminasi dalam pelayanan
- SPAK 2 Tidak ada kecurangan dalam pelayanan
- SPAK 3 Tidak ada imbalan kepada petugas
- SPAK 4 Tidak ada pungutan liar
- SPAK 5 Tidak ada percaloan""",
    "a library": """
- Timestamp
- Status keanggotaan
P Syarat menjadi anggota perpustakaan mudah
S Tata cara peminjaman buku jelas
W Proses peminjaman berlangsung cepat
B Denda dan biaya keanggotaan wajar
H Koleksi yang saya dapatkan sesuai kebutuhan
K Pustakawan menguasai koleksi
L Pustakawan melayani dengan sopan
A Kritik dan saran pemustaka ditindaklanjuti
F Meja baca dan pendingin ruangan memadai
- Buku yang perlu ditambah""",
    "a court with long sentences": """
- Timestamp
- Pekerjaan
P Menurut Saudara, apakah persyaratan pendaftaran perkara yang ditentukan pengadilan mudah untuk dipenuhi?
S Menurut Saudara, apakah prosedur pendaftaran perkara di meja PTSP sederhana dan tidak berbelit-belit?
W Menurut Saudara, apakah perkara diselesaikan dalam waktu sebagaimana yang diumumkan?
B Menurut Saudara, apakah panjar biaya perkara yang dibayarkan sesuai dengan yang ditetapkan?
H Menurut Saudara, apakah salinan putusan yang diterima sesuai dengan hasil persidangan?
K Menurut Saudara, apakah petugas PTSP cakap dalam memberikan penjelasan?
L Menurut Saudara, apakah petugas PTSP melayani dengan sopan dan ramah?
A Menurut Saudara, apakah pengadilan menindaklanjuti pengaduan yang disampaikan?
F Menurut Saudara, apakah ruang tunggu sidang bersih dan nyaman?""",
    "thirty columns of a regional office": """
- Timestamp
- Nama
- NIK
- Jenis Kelamin
- Usia
- Pendidikan
- Pekerjaan
- Jenis layanan yang diurus
- Kunjungan ke berapa
P Persyaratan diumumkan dengan jelas
P Persyaratan mudah dipenuhi
S Prosedur ditampilkan di tempat yang mudah dilihat
S Prosedur tidak berbelit-belit
W Waktu penyelesaian sesuai janji
W Antrean berjalan cepat
B Biaya sesuai dengan yang diumumkan
B Biaya terjangkau
H Produk yang diterima sesuai permohonan
H Hasil layanan bebas dari kesalahan
K Petugas mengetahui tugasnya
K Petugas mampu memberikan solusi
L Petugas ramah
L Petugas berpakaian rapi
A Tersedia kotak pengaduan
A Pengaduan dijawab dengan cepat
F Ruang tunggu nyaman
F Tempat parkir memadai
- Secara keseluruhan saya puas
- Apakah Anda akan kembali menggunakan layanan ini?
- Saran""",
    "facilities that include a complaint box": """
P Kesesuaian persyaratan
S Prosedur pengurusan
W Ketepatan waktu pelayanan
B Kewajaran tarif
H Mutu hasil pelayanan
K Keahlian petugas
L Keramahan petugas
F Kelengkapan fasilitas (kursi, toilet, kotak saran, mushola)
A Prosedur pengaduan mudah dijalankan""",
    "the environment agency's laboratory": """
- Perusahaan
- Jenis sampel
P Kelengkapan informasi persyaratan pengujian sampel
S Kemudahan proses pendaftaran pengujian
W Kesesuaian jadwal penerbitan sertifikat hasil uji
B Kesesuaian tarif pengujian dengan peraturan daerah
H Keakuratan sertifikat hasil uji
K Kemampuan personel laboratorium
L Sikap petugas penerima sampel
A Respons terhadap keluhan pelanggan
F Kondisi ruang penerimaan sampel""",
}


def judged(text: str) -> list[tuple[str | None, str]]:
    lines = [line for line in text.strip().splitlines() if line]
    return [(LETTERS[line[0]], line[2:]) for line in lines]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("numbers", [True, False])
def test_a_questionnaire_is_read_as_a_careful_reader_reads_it(name: str, *, numbers: bool) -> None:
    form = judged(FORMS[name])
    answers = [["1", "2", "3", "4"] if element else [] for element, _ in form]
    columns = map_columns([header for _, header in form], answers if numbers else None)
    assert [columns.element_of(i) for i in range(len(form))] == [element for element, _ in form]
    assert {finding.code for finding in columns.findings} <= QUIET
