"""Score answers that are already in a pandas DataFrame, by group.

python examples/score_a_frame.py
"""

from pathlib import Path

import pandas as pd

import ikm

frame = pd.read_csv(Path(__file__).parent / "ppid-2023.csv")
result = ikm.score(frame, by="jenis_layanan", weight="exact")
print(result)
for group in result.groups or ():
    print(group.group["jenis_layanan"], "hidden" if group.hidden else f"{group.ikm} {group.mutu}")
