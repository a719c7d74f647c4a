"""Execute the notebooks beside this file, and keep each with what it shows.

A notebook is its own source: open it, change it, run this, and commit what comes of it.  Each runs in a folder of its
own with the example data, so that it leaves nothing behind; kept is what tells something, and nothing that differs from
one run or machine to the next.  A cell that fails or warns stops it.

    python examples/make_notebooks.py [FOLDER]    # needs: pip install nbclient ipykernel
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

EXAMPLES = Path(__file__).parent
DATA = (".csv", ".json", ".toml", ".xlsx")
ABOUT = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def executed(path: Path) -> Any:  # noqa: ANN401 - nbformat has no types
    """Run every cell of a notebook, in order, in a new kernel."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        for file in EXAMPLES.iterdir():
            if file.suffix in DATA:
                shutil.copy(file, folder)
        os.environ |= {"IPYTHONDIR": f"{folder}/.ipython", "JUPYTER_RUNTIME_DIR": f"{folder}/.jupyter"}  # nobody's own
        client = NotebookClient(
            notebook, kernel_name="python3", timeout=600, record_timing=False,
            coalesce_streams=True,  # what is printed comes in one piece or in several, as time has it
            resources={"metadata": {"path": folder}},
        )  # fmt: skip
        kernel = client.create_kernel_manager()
        if os.name == "posix":  # a socket in the folder: nothing listens on the network
            kernel.transport, kernel.ip = "ipc", f"{folder}/.kernel"
        client.execute()
    return notebook


def tidy(notebook: Any) -> Any:  # noqa: ANN401 - the same
    """Leave what is the same on every run: numbered cells, and no word of the machine."""
    notebook.metadata = ABOUT
    for number, cell in enumerate(notebook.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", {}
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise RuntimeError(f"Cell {number} warns: {output.text}")
            if "metadata" in output:
                output.metadata = {}
    nbformat.validate(notebook)
    return notebook


def main(folder: Path) -> None:
    """Execute every notebook into a folder."""
    for path in sorted(EXAMPLES.glob("*.ipynb")):
        nbformat.write(tidy(executed(path)), folder / path.name)  # type: ignore[no-untyped-call]
        print(path.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES)
