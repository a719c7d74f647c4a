// The interpreter in the worker, asked from the page.  One question at a time; the engine sees to that.

import { EngineDied } from "./interpreter.mjs";

export class Remote {
  #worker;
  #answer;
  refused = [];

  static load(onProgress = () => {}) {
    const made = new Remote();
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
      made.#worker = worker;
      worker.onmessage = ({ data }) => {
        made.refused = data.refused;
        if (data.progress) onProgress(data.progress);
        else if (data.ready) resolve(made);
        else if (data.failed) reject(new EngineDied(data.failed));
        else if (data.died) made.#answer.reject(new EngineDied(data.died));
        else made.#answer.resolve(data.answer);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        const error = new EngineDied(event.message ?? "the worker has ended");
        reject(error);
        made.#answer?.reject(error);
      };
    });
  }

  run(request) {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      this.#worker.postMessage(request);
    });
  }

  // Also while it works: then whoever waits for its answer is told.
  end() {
    this.#worker.terminate();
    this.#answer?.reject(new EngineDied("the interpreter was ended"));
  }
}
