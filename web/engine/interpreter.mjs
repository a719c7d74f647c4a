// One Python interpreter with ikm inside, and what it takes to run the command in it.
//
// `parts` gives the bytes the build has made, `home` tells Pyodide where its own files are (in a browser an address
// that the guard answers from memory, in Node a folder).

import { entries } from "./bundles.mjs";

const SITE = "/lib/python3.14/site-packages";

export class EngineDied extends Error {
  name = "EngineDied";
}

export class Interpreter {
  #python;
  #run;

  static async load({ parts, home, loadPyodide, createPyodideModule }, onProgress = () => {}) {
    onProgress({ stage: "python", done: 0, total: 2 });
    const python = await loadPyodide({
      indexURL: home,
      createPyodideModule,
      lockFileContents: { info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten", python: "3.14", version: "0" }, packages: {} },
      env: { PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1", PYDANTIC_DISABLE_PLUGINS: "1", HOME: "/home/pyodide" },
      stdin: () => null,
    });
    onProgress({ stage: "ikm", done: 1, total: 2 });
    const libraries = unpack(python.FS, parts.bytes("ikm.bundle"));
    for (const path of libraries) await python._api.loadDynlib(path);
    const made = new Interpreter();
    made.#python = python;
    made.#run = python.runPython("import bridge, ikm.cli.commands; bridge.run");
    onProgress({ stage: "ready", done: 2, total: 2 });
    return made;
  }

  // Exit code, words and files of one run of the command; see bridge.py.
  run({ args, inputs = {}, outputs = [] }) {
    if (!this.#python) throw new EngineDied("the interpreter has ended");
    const { toPy } = this.#python;
    const given = [args, bare(inputs), outputs].map((value) => toPy(value));
    let answer;
    try {
      answer = this.#run(...given);
      const [code, stdout, stderr, files] = answer.toJs({ create_pyproxies: false });
      return { code, stdout, stderr, files: named(files) };
    } catch (error) {
      this.end();
      throw new EngineDied(String(error?.message ?? error).slice(-2000));
    } finally {
      if (this.#python) for (const proxy of [answer, ...given]) proxy?.destroy?.();
    }
  }

  end() {
    this.#python = this.#run = undefined;
  }

  // How many bytes of memory it holds.
  get memory() {
    return this.#python?._module.HEAP8.length ?? 0;
  }
}

// Node's Buffer is a Uint8Array of another make, which Python would not take for bytes.
function bare(inputs) {
  const plain = ([name, bytes]) => [name, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)];
  return new Map(Object.entries(inputs).map(plain));
}

function named(files) {
  return files instanceof Map ? Object.fromEntries(files) : { ...files };
}

function unpack(FS, bundle) {
  const libraries = [];
  for (const [path, bytes] of entries(bundle)) {
    const whole = `${SITE}/${path}`;
    FS.mkdirTree(whole.slice(0, whole.lastIndexOf("/")));
    FS.writeFile(whole, bytes, { canOwn: true });
    if (path.endsWith(".so")) libraries.push(whole);
  }
  return libraries;
}
