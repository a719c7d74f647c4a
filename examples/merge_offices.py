"""Count in each office, send the counts, score the agency: nobody's answers leave the office.

python examples/merge_offices.py
"""

from pathlib import Path

import ikm

folder = Path(__file__).parent
offices = {"PPID": "ppid-2023.xlsx", "Humas": "stakeholder-2023.xlsx"}
sent = {name: ikm.tally_file(ikm.load(folder / file), unit=name).to_bytes() for name, file in offices.items()}

received = {name: ikm.read_tally(data) for name, data in sent.items()}
agency = ikm.score_agency(received, populations={"PPID": 205, "Humas": 1000}).agency
for figure in agency.figures:
    print(f"{figure.name}: {figure.ikm:.2f} {figure.mutu}")
