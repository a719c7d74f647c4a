"""Check an upload in a service: every fault at once, ready to show to the person who uploaded it.

python examples/check_an_upload.py
"""

from pathlib import Path

import ikm

upload = (Path(__file__).parent / "with-mistakes.csv").read_bytes()
try:
    print(ikm.score(upload))
except ikm.ResponseError as refused:
    for finding in refused.findings:
        print(f"{finding.severity:8} {finding.cell or '':4} {finding.translated('id').message}")
        print(f"{'':13} {finding.translated('id').action}")
