// The parts the build has made: from inside the single file, or from beside the hosted page.  All but scripts are gzip.

import { open } from "./guard.mjs";

export const LARGE = ["pyodide.asm.wasm", "python_stdlib.zip", "ikm.bundle"];
export const EXAMPLE = "ppid-2023.xlsx";

export function embedded() {
  return globalThis.document?.querySelector("script[data-part]") != null;
}

// Give those parts, told of each: `done` of `total` parts.
export async function parts(names, onProgress = () => {}) {
  const held = new Map();
  const read = embedded() ? inside : beside;
  let done = 0;
  onProgress({ stage: "unpack", done, total: names.length });
  const one = async (name) => {
    held.set(name, await unzipped(await read(name)));
    onProgress({ stage: "unpack", done: (done += 1), total: names.length });
  };
  await Promise.all(names.map(one));
  return { bytes: (name) => held.get(name), module: embedded() ? imported : (name) => import(address(name)) };
}

function address(name) {
  return new URL(`../parts/${name}`, import.meta.url).href;
}

async function beside(name) {
  const response = await open(`${address(name)}.gz`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.body;
}

async function inside(name) {
  return new Blob([decoded(text(name))]).stream();
}

function text(name) {
  const element = document.querySelector(`script[data-part="${name}"]`);
  const words = element.textContent;
  element.remove(); // twelve million signs that nobody needs any more
  return words;
}

function decoded(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const signs = atob(base64);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

async function unzipped(stream) {
  const plain = stream.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

// A script inside the single file becomes a module by a blob; it is kept as one, for another start.
const made = new Map();

async function imported(name) {
  if (!made.has(name)) {
    const bytes = await unzipped(await inside(name));
    const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
    made.set(name, await import(url));
    URL.revokeObjectURL(url);
  }
  return made.get(name);
}
