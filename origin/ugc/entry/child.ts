// The subprocess of one job: a file on standard input, lines of child-message.ts on standard output. It is handed no keys
// and no addresses, and may be killed at any time.

import type { ChildMessage } from "../child-message.ts";
import { runSteps } from "../pipeline.ts";

const say = (message: ChildMessage): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

const bytes = await Bun.stdin.bytes();
const draft = await runSteps(bytes, (name) => say({ kind: "step", name }));
say({
  kind: "result",
  sha256: draft.sha256,
  findings: [...draft.findings],
  facts: draft.facts,
  licence: draft.licence,
  thumbnail: draft.thumbnail === null ? null : Buffer.from(draft.thumbnail).toString("base64"),
});
