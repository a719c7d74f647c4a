// The face of the engine: the command ikm, run by Python inside this page.
//
// The single file runs it on the page's own thread, since a file opened from a folder may start no module worker; the
// hosted page runs it in one.  Both answer alike.  README.md beside this folder tells what each call gives.

import { watch } from "./guard.mjs";
import { ground } from "./ground.mjs";
import { Interpreter } from "./interpreter.mjs";
import { EXAMPLE, LARGE, embedded, parts } from "./parts.mjs";
import { Remote } from "./remote.mjs";

export const LIMITS = Object.freeze({ bytes: 16_000_000 });

export async function start(onProgress = () => {}) {
  const refused = watch();
  const here = embedded();
  const given = await parts(here ? [EXAMPLE, ...LARGE] : [EXAMPLE], onProgress);
  const make = here ? async () => Interpreter.load(await ground(given), onProgress) : () => Remote.load(onProgress);
  return new Engine(make, await make(), given.bytes(EXAMPLE), refused);
}

export class Engine {
  #make;
  #mind;
  #example;
  #refused;
  #last = Promise.resolve();

  constructor(make, mind, example, refused) {
    this.#make = make;
    this.#mind = mind;
    this.#example = example;
    this.#refused = refused;
  }

  get limits() {
    return LIMITS;
  }

  get threaded() {
    return this.#mind instanceof Remote;
  }

  // In order: a run begins when the one before has ended.
  run({ args, inputs = {}, outputs = [] }) {
    const answer = this.#last.then(() => this.#mind.run({ args, inputs, outputs }));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async restart() {
    this.#mind.end();
    this.#mind = await this.#make();
  }

  example() {
    return { name: EXAMPLE, bytes: this.#example.slice() };
  }

  refused() {
    return [...this.#refused, ...(this.#mind.refused ?? [])];
  }
}
