"""Score an export and look at the result.

python examples/score_a_file.py
"""

from pathlib import Path

import ikm

folder = Path(__file__).parent

result = ikm.score(folder / "ppid-2023.xlsx", population=205, target=81)
print(result)
print(result.to_frame()[["code", "nrr", "ikm", "mutu"]])
print("lowest:", ", ".join(result.elements[key].name for key in result.lowest))
for other in result.alternatives:
    print(f"with weight {other.weight}: {other.ikm} {other.mutu}")
