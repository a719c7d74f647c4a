// The desk: everything is asked of the engine here, one thing after another, and what is being done is said.

import { start } from "../engine/engine.mjs";
import { drawn, find } from "./dom.mjs";
import { say } from "./words.mjs";

export class Died extends Error {}

// Say what is being done, to eyes and to screen readers; without words it is done.
export function busy(words, share) {
  const bar = find("h-kemajuan");
  find("h-sibuk").hidden = !words;
  find("h-sibuk-kata").textContent = words ?? "";
  if (share === undefined) bar.removeAttribute("value");
  else bar.value = share;
}

// Say one sentence to screen readers alone.
export function announce(words) {
  find("h-pengumuman").textContent = words;
}

export class Desk {
  #engine;
  #at = "";

  constructor() {
    this.ready = this.#open();
    this.ready.catch(() => {});
  }

  async #open() {
    await drawn();
    this.#engine = await start(({ stage, done, total }) => {
      if (!this.waited && stage !== "ready") find("h-siap").textContent = say(`stage_${stage}`);
      if (this.waited) busy(say(`stage_${stage}`), total ? done / total : undefined);
      this.#at = stage;
    });
    return this.#engine;
  }

  get stage() {
    return this.#at;
  }

  get limit() {
    return this.#engine?.limits.bytes ?? Infinity;
  }

  // Ask the command something; an interpreter that dies of it is started anew, and that is said.
  async ask(request, words) {
    this.waited = true;
    if (!this.#engine) busy(say("queued"));
    const engine = await this.ready;
    busy(engine.threaded ? words : `${words} ${say("still")}`);
    await drawn();
    try {
      return await engine.run(request);
    } catch (error) {
      busy(say("restarting"));
      await drawn();
      await engine.restart();
      throw new Died(String(error?.message ?? error).slice(-300));
    }
  }

  async example() {
    if (!this.#engine) busy(say("queued"));
    this.waited = true;
    return (await this.ready).example();
  }

  refused() {
    return this.#engine?.refused() ?? [];
  }
}
