"""Made-up questionnaires in the many wordings offices use.

Each was judged by a careful reader before ikm read it; rules were mended after what it then got wrong, and four
headings that were asked about (such as "tidak memungut biaya di luar ketentuan") were put more plainly.  So the set
holds what is read; it measures nothing unseen.

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

QUIET = {
    "column-several-questions",
    "column-extra",
    "column-integrity",
    "column-expectation",
    "column-beside",
    "column-code-disagrees",
}
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
    "police certificate": """
- Timestamp
- Nama lengkap
- Keperluan pembuatan SKCK
P Bagaimana menurut Anda kejelasan syarat pembuatan SKCK?
S Bagaimana menurut Anda kemudahan tahapan pembuatan SKCK?
W Bagaimana menurut Anda lamanya proses pembuatan SKCK?
B Apakah biaya SKCK yang Anda bayar sesuai dengan tarif PNBP?
H Apakah SKCK yang Anda terima sudah benar?
K Bagaimana kecakapan petugas loket?
L Bagaimana keramahan petugas loket?
A Bagaimana tanggapan petugas bila ada keluhan?
F Bagaimana kondisi ruang pelayanan SKCK?
- Saran dan kritik""",
    "school": """
P Syarat pendaftaran peserta didik baru jelas
S Alur pendaftaran mudah diikuti orang tua
W Pengumuman hasil seleksi tepat waktu
B Iuran sekolah terjangkau
H Rapor dan ijazah diterima sesuai data siswa
K Guru menguasai materi pelajaran
L Guru dan staf bersikap santun
A Sekolah menindaklanjuti keluhan orang tua
F Ruang kelas dan toilet bersih
- Harapan Bapak/Ibu untuk sekolah""",
    "university academic office, likert": """
- Email
- Program Studi
- Angkatan
P Persyaratan administrasi akademik disampaikan dengan jelas.
S Prosedur layanan akademik tidak rumit.
W Surat keterangan terbit sesuai waktu yang dijanjikan.
B UKT yang dibayar wajar.
H Layanan yang saya terima sesuai dengan yang tertulis pada standar layanan.
K Tenaga kependidikan mampu menyelesaikan masalah mahasiswa.
L Tenaga kependidikan melayani dengan ramah.
A Tersedia saluran pengaduan yang responsif.
F Ruang layanan akademik nyaman dan lengkap.
- Secara umum saya puas dengan layanan akademik.""",
    "tax office mixed English": """
P Requirements / Persyaratan layanan perpajakan
S System & procedure / Sistem dan prosedur
W Service time / Waktu layanan
B Cost / Biaya
H Product / Hasil layanan
K Competence / Kompetensi petugas
L Behaviour / Perilaku petugas
A Complaint handling / Penanganan pengaduan
F Facilities / Sarana prasarana""",
    "hospital two grids": """
- Ruang perawatan
P Seberapa puas Anda dengan... [Kemudahan syarat pendaftaran]
S Seberapa puas Anda dengan... [Kejelasan alur pelayanan]
W Seberapa puas Anda dengan... [Waktu tunggu dokter]
B Seberapa puas Anda dengan... [Kewajaran biaya perawatan]
H Seberapa puas Anda dengan... [Kesesuaian tindakan dengan kebutuhan]
K Seberapa puas Anda dengan... [Kemampuan dokter dan perawat]
L Seberapa puas Anda dengan... [Sikap dokter dan perawat]
A Seberapa puas Anda dengan... [Respons atas keluhan]
F Seberapa puas Anda dengan... [Kebersihan kamar mandi]
- Seberapa penting bagi Anda... [Kemudahan syarat pendaftaran]
- Seberapa penting bagi Anda... [Kejelasan alur pelayanan]
- Seberapa penting bagi Anda... [Waktu tunggu dokter]""",
    "labels in column names": """
- id
- nama_responden
- jk
P q_syarat
S q_alur
W q_kecepatan
B q_biaya
H q_hasil
K q_kompetensi
L q_sikap
A q_aduan
F q_fasilitas
- total
- catatan""",
    "spak after with SKM numbering on": """
P 1. Kesesuaian persyaratan pelayanan
S 2. Kemudahan prosedur pelayanan
W 3. Kecepatan waktu penyelesaian
B 4. Kewajaran biaya
H 5. Kesesuaian hasil layanan
K 6. Kompetensi petugas
L 7. Kesopanan petugas
A 8. Penanganan pengaduan
F 9. Kualitas sarana
- 10. Tidak ada diskriminasi pelayanan
- 11. Tidak ada praktik kecurangan
- 12. Tidak ada permintaan imbalan
- 13. Tidak ada pungutan di luar tarif
- 14. Tidak ada praktik percaloan""",
    "fisheries port": """
- Nama kapal
P Dokumen persyaratan kapal mudah dipenuhi
S Mekanisme penerbitan surat persetujuan berlayar jelas
W Persetujuan berlayar terbit tepat waktu
B Tarif tambat labuh sesuai peraturan
H Surat yang diterbitkan sesuai permohonan
K Syahbandar memahami aturan pelayaran
L Syahbandar melayani dengan santun
A Keluhan nelayan segera ditanggapi
F Dermaga dan ruang tunggu memadai""",
    "social office agreement": """
P Saya mudah memenuhi syarat bantuan
S Saya paham langkah-langkah mengurus bantuan
W Bantuan saya diproses cepat
B Saya tidak dipungut biaya
H Bantuan yang saya terima sesuai dengan yang dijanjikan
K Petugas menjelaskan dengan baik dan menguasai pekerjaannya
L Petugas menghargai saya
A Saya tahu ke mana harus mengadu dan aduan saya diselesaikan
F Kantor dinas sosial nyaman untuk menunggu""",
    "online licensing": """
- Jenis perizinan
P Kemudahan memenuhi persyaratan perizinan
S Kemudahan prosedur pengajuan izin
W Kecepatan penerbitan izin
B Kesesuaian retribusi
H Kesesuaian izin yang diterbitkan dengan permohonan
K Kemampuan petugas helpdesk
L Kesopanan petugas helpdesk
A Kemudahan menyampaikan pengaduan
F Kualitas fasilitas mal pelayanan publik
- Tampilan aplikasi perizinan
- Kecepatan akses aplikasi perizinan""",
    "U codes with annex words": """
P U1. Syarat
S U2. Prosedur
W U3. Waktu
B U4. Biaya
H U5. Produk
K U6. Kompetensi
L U7. Perilaku
F U8. Sarana
A U9. Pengaduan
- Jumlah
- Rata-rata""",
    "water company": """
- Nomor pelanggan
P Syarat pemasangan sambungan baru mudah
S Prosedur pemasangan sambungan baru jelas
W Gangguan air diperbaiki dengan cepat
B Tagihan air sesuai pemakaian
H Layanan air yang diterima sesuai kebutuhan
K Petugas terampil memperbaiki kerusakan
L Petugas ramah saat datang ke rumah
A Laporan keluhan pelanggan ditangani
F Loket pembayaran nyaman""",
    "parliament secretariat": """
P Menurut Bapak/Ibu, apakah syarat untuk memperoleh layanan audiensi mudah?
S Menurut Bapak/Ibu, apakah mekanisme permohonan audiensi jelas?
W Menurut Bapak/Ibu, apakah jadwal audiensi diberikan tepat waktu?
B Menurut Bapak/Ibu, apakah layanan audiensi gratis?
H Menurut Bapak/Ibu, apakah hasil audiensi sesuai dengan yang diharapkan?
K Menurut Bapak/Ibu, apakah staf sekretariat kompeten?
L Menurut Bapak/Ibu, apakah staf sekretariat ramah?
A Menurut Bapak/Ibu, apakah pengaduan atas layanan diselesaikan?
F Menurut Bapak/Ibu, apakah ruang audiensi memadai?
- Menurut Bapak/Ibu, apa yang perlu diperbaiki?""",
    "hot line, short statements with numbers": """
P 1) Syarat mudah
S 2) Prosedur gampang
W 3) Cepat
B 4) Murah
H 5) Hasil sesuai
K 6) Petugas mampu
L 7) Petugas sopan
A 8) Aduan ditangani
F 9) Tempat nyaman""",
    "prison visit": """
- Tanggal kunjungan
- Hubungan dengan warga binaan
P Ketentuan dan syarat kunjungan diinformasikan
S Tata tertib dan prosedur kunjungan mudah dipahami
W Waktu tunggu sebelum kunjungan singkat
B Kunjungan tidak dikenakan biaya
H Layanan kunjungan sesuai standar
K Petugas cekatan
L Petugas tidak kasar dan bersikap baik
A Ada tindak lanjut atas pengaduan pengunjung
F Ruang kunjungan bersih dan layak""",
    "bilingual rows with brackets": """
P Berikan nilai [Persyaratan layanan (Service requirements)]
S Berikan nilai [Prosedur layanan (Service procedure)]
W Berikan nilai [Waktu layanan (Service time)]
B Berikan nilai [Biaya layanan (Service fee)]
H Berikan nilai [Produk layanan (Service product)]
K Berikan nilai [Kompetensi petugas (Staff competence)]
L Berikan nilai [Perilaku petugas (Staff behaviour)]
A Berikan nilai [Penanganan pengaduan (Complaint handling)]
F Berikan nilai [Sarana prasarana (Facilities)]""",
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
