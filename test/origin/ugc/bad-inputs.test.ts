import { describe, expect, test } from "bun:test";
import { childCommand } from "../../../origin/ugc/child-command.ts";
import { type ChildMessage, childMessageSchema } from "../../../origin/ugc/child-message.ts";
import { type SubprocessEvents, startSubprocess } from "../../../origin/ugc/subprocess.ts";
import { type BadInput, badInputs } from "../../../scripts/avatar/bad-inputs.ts";
import { hasErrors } from "../../../shared/avatar/findings.ts";

const BOUNDS = { timeMaxMs: 60_000, memoryMaxBytes: 1024 * 1024 * 1024 };
/** Of all files together; their findings are at most 20 a code. */
const SENTENCES_MAX = 64;

const inputs = await badInputs();

/** What the worker's own subprocess says of a file. */
function judged(bytes: Uint8Array): Promise<readonly ChildMessage[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly ChildMessage[]>();
  const said: ChildMessage[] = [];
  const events: SubprocessEvents<ChildMessage> = {
    said: (message) => said.push(message),
    overTime: () => reject(new Error("it took too long")),
    overMemory: () => reject(new Error("it took too much memory")),
    exited: (code, lastWords) => (code === 0 ? resolve(said) : reject(new Error(lastWords))),
  };
  startSubprocess(
    { command: childCommand("child"), args: ["avatar"], bytes, message: childMessageSchema },
    BOUNDS,
    events,
  );
  return promise;
}

describe("a bad input gets its answer from the worker's subprocess:", () => {
  test.each(inputs.map((input) => [input.what, input.told.code, input] as const))(
    "%s: %s",
    async (_what, _code, { bytes, told, says }: BadInput) => {
      const messages = await judged(bytes);
      const result = messages.at(-1);
      if (result?.kind !== "result") throw new Error("there is no result");
      const { findings } = result;
      const { code, pointer } = told;
      const finding = findings.find((one) => one.code === code && one.pointer === pointer);
      expect(finding ?? findings).toMatchObject(told);
      expect(finding?.message.en).toContain(says ?? "");
      expect(findings.length).toBeLessThan(SENTENCES_MAX);
      const steps = messages.flatMap((message) => (message.kind === "step" ? [message.name] : []));
      const isRefused = told.severity === "error";
      expect(hasErrors(findings)).toBe(isRefused);
      // A refusal comes of arithmetic alone: nothing is fixed, decoded or drawn on its way.
      expect(steps.at(-1)).toBe(isRefused ? "validate-vrm" : "thumbnail");
      expect(result.thumbnail !== null).toBe(!isRefused);
    },
  );
});
