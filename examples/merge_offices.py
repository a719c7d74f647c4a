"""Count in each office, merge the counts, score the agency: nobody's answers leave the office.

python examples/merge_offices.py
"""

from pathlib import Path

import ikm

folder = Path(__file__).parent
tallies = [ikm.load(folder / name).tally() for name in ("ppid-2023.xlsx", "stakeholder-2023.xlsx")]
print(ikm.score(sum(tallies[1:], tallies[0])))
