import { describe, expect, test } from "bun:test";
import type { ChildResult } from "../../../origin/ugc/child-message.ts";
import { beginJob, type JobEffect, type JobInput, type JobState, receive } from "../../../origin/ugc/job.ts";
import { stepNamesOf } from "../../../origin/ugc/pipeline.ts";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import { published } from "../assets/upload-walk.ts";

const { asset } = published();
const stepNames = stepNamesOf({ kind: "avatar", platform: null });
const result: ChildResult = {
  kind: "result",
  findings: [makeFinding("META_TEXT_STRIPPED", { name: "title" })],
  facts: asset.facts,
  licence: asset.licence,
  thumbnail: "AAAA",
  delivered: null,
};
const step = (name: string): JobInput => ({ kind: "said", message: { kind: "step", name } });
const said = (message: ChildResult): JobInput => ({ kind: "said", message });
const exited = (code: number | null): JobInput => ({ kind: "exited", code });

/** Gives the inputs in order; returns the last state and, in short, everything that was asked for. */
function run(...inputs: readonly JobInput[]): { state: JobState; asked: string[]; effects: JobEffect[] } {
  const effects: JobEffect[] = [];
  let state = beginJob(stepNames);
  for (const input of inputs) state = receive(state, input, effects);
  return { state, effects, asked: effects.map(nameOf) };
}
function nameOf(effect: JobEffect): string {
  switch (effect.kind) {
    case "progress":
      return `progress ${effect.step} ${effect.stepsDone}`;
    case "done":
      return `done ${effect.outcome.kind}`;
    default:
      return effect.kind;
  }
}
const outcomeOf = (effects: readonly JobEffect[]) => {
  const done = effects.find((effect) => effect.kind === "done");
  return done?.kind === "done" ? done.outcome : null;
};
const codesOf = (effects: readonly JobEffect[]) => {
  const outcome = outcomeOf(effects);
  return outcome?.kind === "refused" ? outcome.findings.map(({ code }) => code) : null;
};

describe("a job that goes well", () => {
  test("tells each step once and in order, publishes after the subprocess, then is done", () => {
    const { state, asked, effects } = run(
      step("scan"),
      step("validate-vrm"),
      step("fix"),
      step("thumbnail"),
      said(result),
      exited(0),
      { kind: "published", asset },
    );
    expect(asked).toEqual([
      "progress scan 0",
      "progress validate-vrm 1",
      "progress fix 2",
      "progress thumbnail 3",
      "progress publish 4",
      "publish",
      "kill",
      "done published",
    ]);
    expect(stepNames).toEqual(["scan", "validate-vrm", "fix", "thumbnail", "publish"]);
    expect(outcomeOf(effects)).toEqual({ kind: "published", asset, findings: result.findings });
    expect(state).toEqual({ name: "ended" });
  });

  test("does not go back, nor to a step nobody knows", () => {
    const { asked } = run(step("validate-vrm"), step("scan"), step("format-disk"), step("thumbnail"));
    expect(asked).toEqual(["progress validate-vrm 1", "progress thumbnail 3"]);
  });

  test("publishes nothing before the subprocess ended well", () => {
    expect(run(said(result)).asked).toEqual([]);
    expect(run(said(result), { kind: "published", asset }).asked).toEqual([]);
  });
});

describe("a job whose file is bad", () => {
  test("is refused with every finding, and the first error as the reason", () => {
    const findings = [makeFinding("GLB_MAGIC"), makeFinding("META_TEXT_STRIPPED", { name: "title" })];
    const { asked, effects } = run(said({ ...result, findings, thumbnail: null }), exited(0));
    expect(asked).toEqual(["kill", "done refused"]);
    expect(outcomeOf(effects)).toMatchObject({ reason: findings[0]?.message.en, findings });
  });

  test.each([
    ["crashed before it said anything", [exited(0)]],
    ["crashed after it said that all is well", [said(result), exited(1)]],
    ["was killed by the system", [said(result), exited(null)]],
    ["said that all is well and had no picture", [said({ ...result, thumbnail: null }), exited(0)]],
    ["said that all is well and had counted nothing", [said({ ...result, facts: null }), exited(0)]],
    ["said that all is well and had no licence", [said({ ...result, licence: null }), exited(0)]],
  ] as const)("is refused when the subprocess %s", (_what, inputs) => {
    expect(codesOf(run(...inputs).effects)).toEqual(["JOB_CRASHED"]);
  });

  test.each([
    ["too large", { kind: "too-large", sizeBytes: 200_000_000, sizeMaxBytes: 100_000_000 }, "FILE_TOO_LARGE"],
    ["too slow to check", { kind: "over-time" }, "JOB_TIME"],
    ["too big to check", { kind: "over-memory" }, "JOB_MEMORY"],
  ] as const)("is refused when it is %s, and its subprocess ended", (_what, input, code) => {
    const { asked, effects } = run(step("scan"), input, exited(null));
    expect(asked).toEqual(["progress scan 0", "kill", "done refused"]);
    expect(codesOf(effects)).toEqual([code]);
  });
});

describe("a job that is not the file's fault", () => {
  test.each([
    ["the store is away", { kind: "failed", reason: "store away" }, "store away"],
    ["the worker is stopped", { kind: "stopping" }, "the worker was stopped"],
  ] as const)("is handed back when %s, while checking and while publishing", (_what, input, reason) => {
    for (const before of [[step("scan")], [said(result), exited(0)]] as const) {
      const { asked, effects } = run(...before, input);
      expect(asked.slice(-2)).toEqual(["kill", "done retry"]);
      expect(outcomeOf(effects)).toEqual({ kind: "retry", reason });
    }
  });

  test("says nothing more when another worker has it", () => {
    expect(run(step("scan"), { kind: "lease-lost" }).asked).toEqual(["progress scan 0", "kill"]);
  });

  test("keeps a reason short, whatever an error says", () => {
    const outcome = outcomeOf(run({ kind: "failed", reason: "x".repeat(10_000) }).effects);
    expect(outcome?.kind === "retry" && outcome.reason.length).toBe(500);
  });
});

test("a job that ended asks for nothing, whatever still comes", () => {
  const everything: readonly JobInput[] = [
    step("scan"),
    said(result),
    exited(0),
    { kind: "too-large", sizeBytes: 1, sizeMaxBytes: 0 },
    { kind: "over-time" },
    { kind: "over-memory" },
    { kind: "published", asset },
    { kind: "failed", reason: "x" },
    { kind: "lease-lost" },
    { kind: "stopping" },
  ];
  for (const last of [{ kind: "stopping" }, { kind: "lease-lost" }] as const) {
    const ended = run(last);
    const after = run(last, ...everything);
    expect(after.asked).toEqual(ended.asked);
    expect(after.state).toEqual({ name: "ended" });
  }
});
