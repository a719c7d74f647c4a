// The engine's interpreter in Node, asked by lines of JSON (tests/helpers/engine.py):  node serve.mjs SITE
//
// {"args", "inputs": {name: base64}, "outputs"} gives {"code", "stdout", "stderr", "files": {name: base64}, "memory"} or
// {"died"}; "restart" gives a fresh interpreter, as the page's engine does.

import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { ground } from "./ground.mjs";

const [site] = process.argv.slice(2);
const { Interpreter } = await import(pathToFileURL(join(resolve(site), "engine", "interpreter.mjs")).href);
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
const each = (files, change) => Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, change(bytes)]));

console.log = console.warn = console.error; // the answers have standard output to themselves
const here = await ground(site);
let mind = await Interpreter.load(here);
say({ ready: true, memory: mind.memory });

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  try {
    if (request === "restart") {
      mind.end();
      mind = await Interpreter.load(here);
      say({ ready: true, memory: mind.memory });
      continue;
    }
    const inputs = each(request.inputs, (text) => Buffer.from(text, "base64"));
    const answer = mind.run({ ...request, inputs });
    say({ ...answer, files: each(answer.files, (bytes) => Buffer.from(bytes).toString("base64")), memory: mind.memory });
  } catch (error) {
    say({ died: `${error?.name}: ${error?.message ?? error}`.slice(0, 1000) });
  }
}
