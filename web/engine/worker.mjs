// The hosted page's worker: the same interpreter, on a thread of its own.

import { watch } from "./guard.mjs";
import { ground } from "./ground.mjs";
import { Interpreter } from "./interpreter.mjs";
import { LARGE, parts } from "./parts.mjs";

const refused = watch(self);
const tell = (message) => self.postMessage({ ...message, refused });
const progress = (step) => tell({ progress: step });

async function load() {
  return Interpreter.load(await ground(await parts(LARGE, progress)), progress);
}

const loading = load();
loading.then(
  () => tell({ ready: true }),
  (error) => tell({ failed: String(error) }),
);

self.onmessage = async ({ data }) => {
  try {
    const answer = (await loading).run(data);
    self.postMessage({ answer, refused }, Object.values(answer.files).map((bytes) => bytes.buffer));
  } catch (error) {
    tell({ died: String(error?.message ?? error) });
  }
};
