"""An analyst's notebook: elements by service with small groups hidden, months, findings, population, export.

Editors that know ``# %%`` show each part as a cell; ``python examples/notebook.py`` runs them all.
"""

# %% Read once: answers, and everything that is to be said of them
import io
from pathlib import Path

import pandas as pd

import ikm

HERE = Path(__file__).parent
source = pd.read_csv(HERE / "ppid-2023.csv")
source.index = pd.RangeIndex(1001, 1001 + len(source), name="nomor")
responses = ikm.load(source)
print(responses)

# %% One row a respondent, under the index of the source
answers = responses.to_frame()
elements = list(responses.elements)
assert answers.index.isin(source.index).all()
print(answers[["row", "time", *elements[:3], "jenis_layanan"]].head(3))

# %% Score, by service and by schooling
result = ikm.score(responses, by=["jenis_layanan", "pendidikan"], population=205)
print(repr(result))

# %% Elements × services: hidden groups have no figures here either
groups = result.to_frame("groups")
services = groups[groups["table"] == "jenis_layanan"].set_index("jenis_layanan")
print(services[elements].T.astype("Float64").round(2))

schooling = groups[(groups["table"] == "pendidikan") & groups["pendidikan"].notna()].set_index("pendidikan")
table = schooling[elements].T
assert table.loc[:, schooling["hidden"]].isna().all(axis=None)
print(table.round(2))

# %% The weakest element of each service
means = services.loc[~services["hidden"], elements]
print(pd.DataFrame({"terendah": means.idxmin(axis=1), "nrr": means.min(axis=1).round(2)}))

# %% A series of months, scored as the whole is
monthly = ikm.score(ikm.load(source, keep="bulan"), by="bulan", minimum_group=5).to_frame("groups")
series = monthly.dropna(subset="bulan").set_index("bulan")["ikm"]
print(series.head())
assert series.isna().sum() == monthly.dropna(subset="bulan")["hidden"].sum()

# %% How many answered in each week: times are times
weekly = answers.set_index("time")["row"].resample("W").count()
assert weekly.sum() == len(answers)
print(weekly.tail(3))

# %% Findings as a frame, and the rows of the source they speak of
faulty = pd.read_csv(HERE / "with-mistakes.csv")
faulty.index = pd.RangeIndex(501, 501 + len(faulty))
report = ikm.check(faulty, lang="en")
found = report.to_frame()
print(found[["severity", "cell", "label", "value"]])
rows = faulty.loc[found["label"].dropna().astype(int)]
assert len(rows) == 3
print(report.to_frame("columns")["role"].value_counts())

# %% Joined to what is known of the services besides
population = pd.DataFrame(
    {
        "jenis_layanan": ["Permohonan informasi", "Konsultasi", "Keberatan informasi"],
        "dilayani": [120, 60, 25],
    }
)
joined = services.reset_index().merge(population, on="jenis_layanan", validate="one_to_one")
joined["bagian"] = (joined["respondents"] / joined["dilayani"] * 100).round(1)
joined["perlu"] = [ikm.krejcie_morgan(people) for people in joined["dilayani"]]
print(joined[["jenis_layanan", "respondents", "dilayani", "bagian", "perlu", "ikm"]])

# %% The counts behind it all, exact, and back again
counts = responses.tally("jenis_layanan").to_frame()
assert counts.groupby("element")["n"].sum().eq(len(responses)).all()
again = ikm.Tally.from_counts(counts)
assert ikm.score(again).ikm == result.ikm

# %% Several units side by side
agency = ikm.score_agency({"2023": source, "percobaan": faulty})
print(agency.to_frame()[["unit", "scored", "ikm", "refused"]])

# %% For the English page: nothing is scored again
english = result.translated("en")
print(english.to_frame()[["code", "name", "nrr", "kinerja"]].round(3))
assert english.translated("id") == result

# %% Exported: hidden figures are empty cells
out = io.StringIO()
joined.to_csv(out, index=False)
groups.to_csv(out, index=False)
assert "<NA>" not in out.getvalue()
print(out.getvalue().splitlines()[1])
