// What an interpreter stands on in a browser: Pyodide's own scripts, and its files answered from memory.

import { HOME, hold } from "./guard.mjs";

export async function ground(parts) {
  const loader = await parts.module("pyodide.mjs");
  const machine = await parts.module("pyodide.asm.mjs");
  hold("pyodide.asm.wasm", parts.bytes("pyodide.asm.wasm"), "application/wasm");
  hold("python_stdlib.zip", parts.bytes("python_stdlib.zip"), "application/zip");
  return { parts, home: HOME, loadPyodide: loader.loadPyodide, createPyodideModule: machine.default };
}
