"""Words of the one language in a text of the other."""

from __future__ import annotations

import re

INDONESIAN = set(
    re.findall(
        r"\w+",
        """ada adalah agar anda atau bagi bahasa bantuan baris belum berkas boleh bukan caranya contoh dan dapat dari
        dengan di hanya harus isi jika juga karena ke keliru ketik lain masukan misalnya mungkin nama oleh pada perintah
        perlu pilih pilihan saja salah satu sebagai sebuah semua setiap sudah tanpa tidak tulis untuk wajib yang""",
    )
)
ENGLISH = set(
    re.findall(
        r"\w+",
        """a also an and any are as at be by can cannot command default each error extra file for from given got has
        help how in input invalid is it its may meant missing must needs no not of on only option options or out
        possible required requires show such takes than that the there this to try unexpected unless usage valid value
        was what where which whose with write you your""",
    )
)
"""Words without which neither language says anything; none is of both."""


def strangers(text: str, lang: str) -> set[str]:
    """Give the words of the other language in a text, beside what is typed: options, values, files, quotes, code."""
    text = re.sub(r'"[^"]*"|“[^”]*”|`[^`]*`|<[^>]*>', " ", text)
    text = re.sub(r"(?m)(?:^ +|: |^)ikm [^\n]*|\b(?:Nama lain|also called): .*|[\w.-]*/[\w./-]*", " ", text)
    text = re.sub(r"--?[a-z-]+(?:, --?[a-z-]+)*(?: \S*\|\S*)?|\w+\.\w+|\w+_\w+", " ", text)
    words = set(re.findall(r"[a-z]+", text.lower()))
    return words & (ENGLISH if lang == "id" else INDONESIAN)
