// What the page's interpreter stands on in Node: the parts of the built `site/`, and a folder for Pyodide's own files.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

export async function ground(site) {
  const folder = mkdtempSync(join(tmpdir(), "ikm-node-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const at = (name) => join(resolve(site), "parts", name);
  const bytes = (name) => new Uint8Array(gunzipSync(readFileSync(at(`${name}.gz`))));
  for (const name of ["pyodide.asm.wasm", "python_stdlib.zip"]) writeFileSync(join(folder, name), bytes(name));
  const module = (name) => import(pathToFileURL(at(name)).href);
  const { loadPyodide } = await module("pyodide.mjs");
  const { default: createPyodideModule } = await module("pyodide.asm.mjs");
  return { parts: { bytes }, home: `${folder}/`, loadPyodide, createPyodideModule };
}
