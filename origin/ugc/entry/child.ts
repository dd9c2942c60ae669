// The subprocess of one job: a file on standard input, what it was uploaded as and what avatars are held to in the arguments, lines of
// child-message.ts on standard output. It is handed no keys and no addresses, and may be killed at any time.

import { avatarLimitsSchema } from "../../../shared/schema/avatar-limits.ts";
import { bundlePlatformSchema } from "../../../shared/schema/bundle-platform.ts";
import { uploadKindSchema } from "../../../shared/schema/upload.ts";
import { type ChildMessage, sayDelivered } from "../child-message.ts";
import { runSteps } from "../pipeline.ts";

const say = (message: ChildMessage): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};
const base64 = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString("base64");

/** Runs the steps on what comes on standard input. Throws where an argument is none that the worker gives. */
export async function runChild([kind, platform = "", limits = "{}"]: readonly string[]): Promise<void> {
  const task = {
    kind: uploadKindSchema.parse(kind),
    platform: platform === "" ? null : bundlePlatformSchema.parse(platform),
    avatarLimits: avatarLimitsSchema.parse(JSON.parse(limits)),
  };
  const bytes = await Bun.stdin.bytes();
  const draft = await runSteps(bytes, task, (name) => say({ kind: "step", name }));
  say({
    kind: "result",
    findings: [...draft.findings],
    facts: draft.facts,
    licence: draft.licence,
    thumbnail: base64(draft.thumbnail),
    delivered: draft.delivered === null ? null : sayDelivered(draft.delivered, draft.kept),
  });
}

if (import.meta.main) await runChild(process.argv.slice(2));
