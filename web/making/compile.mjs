// Makes bytecode of Python sources, by the very interpreter that will run it.
//
//   node compile.mjs PYODIDE SOURCES COMPILED
//
// PYODIDE is the folder of the npm package, SOURCES a bundle of .py files, COMPILED the bundle of .pyc files that is
// written.  How, says compiling.py.

import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const [folder, sources, compiled] = process.argv.slice(2);
const { loadPyodide } = await import(`file://${resolve(folder, "pyodide.mjs")}`);

try {
  const python = await loadPyodide({
    indexURL: `${resolve(folder)}/`,
    lockFileContents: JSON.parse(readFileSync(resolve(folder, "pyodide-lock.json"), "utf8")),
    env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" },
  });
  const here = new URL(".", import.meta.url);
  python.FS.mkdirTree("/home/pyodide/making");
  for (const name of ["bundles.py", "compiling.py"]) {
    python.FS.writeFile(`/home/pyodide/making/${name}`, readFileSync(new URL(name, here)));
  }
  python.FS.writeFile("/sources", new Uint8Array(readFileSync(sources)));
  python.runPython("from making import compiling; compiling.compile_bundle('/sources', '/compiled')");
  writeFileSync(compiled, python.FS.readFile("/compiled"));
} catch (error) {
  console.error(String(error?.message ?? error).slice(-2000));
  process.exitCode = 1;
}
