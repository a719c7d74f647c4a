// The face of the engine: the command ikm, run by Python inside this page.
//
// The single file runs it on the page's own thread, since a file opened from a folder may start no module worker; the
// hosted page runs it in one.  Both answer alike.  README.md beside this folder tells what each call gives.

import { embedded, parts } from "./parts.mjs";
import { watch } from "./guard.mjs";
import { Interpreter } from "./interpreter.mjs";
import { Remote } from "./remote.mjs";

export const LIMITS = Object.freeze({ bytes: 16_000_000 });

export async function start(onProgress = () => {}) {
  const refused = watch();
  const given = await parts(onProgress);
  const make = () => (embedded() ? Interpreter.load(given, onProgress) : Remote.load(given, onProgress));
  return new Engine(make, await make(), given, refused);
}

export class Engine {
  #make;
  #mind;
  #parts;
  #refused;
  #last = Promise.resolve();

  constructor(make, mind, given, refused) {
    this.#make = make;
    this.#mind = mind;
    this.#parts = given;
    this.#refused = refused;
  }

  get limits() {
    return LIMITS;
  }

  get threaded() {
    return !embedded();
  }

  run({ args, inputs = {}, outputs = [] }) {
    const answer = this.#last.then(() => this.#mind.run({ args, inputs, outputs }));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async restart() {
    this.#mind.end();
    this.#mind = await this.#make();
    this.#last = Promise.resolve();
  }

  example() {
    return { name: "ppid-2023.xlsx", bytes: this.#parts.bytes("ppid-2023.xlsx") };
  }

  refused() {
    return [...this.#refused, ...(this.#mind.refused ?? [])];
  }
}
