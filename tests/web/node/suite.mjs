// Runs the library's own tests inside Pyodide:  node suite.mjs REPOSITORY PYODIDE PACKAGES FILE...   (tests/web/suite.py)

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [repository, pyodide, packages, ...files] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(pyodide, "pyodide.mjs")).href);

try {
  const python = await loadPyodide({
    indexURL: `${resolve(pyodide)}/`,
    lockFileContents: JSON.parse(readFileSync(join(pyodide, "pyodide-lock.json"), "utf8")),
    env: { PYTHONDONTWRITEBYTECODE: "1", PYDANTIC_DISABLE_PLUGINS: "1", PYTHONHASHSEED: "0", HOME: "/home/pyodide" },
    stdin: () => null,
  });
  python.mountNodeFS("/ikm", resolve(repository));
  python.mountNodeFS("/packages", resolve(packages));
  python.globals.set("files", python.toPy(files));
  process.exitCode = python.runPython(readFileSync(new URL("suite_inside.py", import.meta.url), "utf8"));
} catch (error) {
  console.error(String(error?.message ?? error).slice(-3000));
  process.exitCode = 70;
}
