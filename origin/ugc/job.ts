// One job as a pure state machine: what the subprocess, the store, the clock and the origin say goes in, what the worker must
// do comes out. It knows no process, no network and no time.

import { unreachable } from "../../shared/assert.ts";
import { hasErrors, makeFinding, summarise } from "../../shared/avatar/findings.ts";
import type { AssetFacts, Finding } from "../../shared/schema/asset.ts";
import { type JobDone, PUBLISH_STEP } from "../../shared/schema/internal/jobs.ts";
import type { ChildMessage, ChildResult } from "./child-message.ts";

export const JOB_SECONDS_MAX = 60;
export const JOB_MEMORY_MAX_MB = 1024;
const REASON_MAX_CHARS = 500;

/** How a job ends, as the origin is told. */
export type Outcome = JobDone["outcome"];

export type PublishedAsset = Extract<Outcome, { kind: "published" }>["asset"];
/** What passed: whoever publishes it has facts. */
export type PassedResult = ChildResult & { readonly facts: AssetFacts };

export type JobState =
  | {
      readonly name: "checking";
      /** Every step of this kind of file, the last being PUBLISH_STEP. */
      readonly stepNames: readonly string[];
      readonly stepsDone: number;
      readonly result: ChildResult | null;
    }
  | { readonly name: "publishing"; readonly findings: readonly Finding[] }
  | { readonly name: "ended" };

export type JobInput =
  | { readonly kind: "said"; readonly message: ChildMessage }
  /** The subprocess is gone, however that came. */
  | { readonly kind: "exited"; readonly code: number | null }
  /** The object in the store is larger than its kind may be. */
  | { readonly kind: "too-large"; readonly sizeBytes: number; readonly sizeMaxBytes: number }
  | { readonly kind: "over-time" }
  | { readonly kind: "over-memory" }
  /** A moderator took down a file of these very bytes. */
  | { readonly kind: "blocked" }
  | { readonly kind: "published"; readonly asset: PublishedAsset }
  /** A fault of ours, such as a store that is away: worth another try. */
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "lease-lost" }
  /** This worker is asked to end. */
  | { readonly kind: "stopping" };

export type JobEffect =
  | { readonly kind: "progress"; readonly step: string; readonly stepsDone: number }
  | { readonly kind: "publish"; readonly result: PassedResult }
  | { readonly kind: "kill" }
  | { readonly kind: "done"; readonly outcome: Outcome };

/** A job of a file that goes through these steps. */
export function beginJob(stepNames: readonly string[]): JobState {
  return { name: "checking", stepNames, stepsDone: 0, result: null };
}

/** Advances a job by one input; appends to `out` what must be done now. After "ended" nothing is ever asked for. */
export function receive(state: JobState, input: JobInput, out: JobEffect[]): JobState {
  if (state.name === "ended") return state;
  switch (input.kind) {
    case "lease-lost":
      // Another worker has it: what we would say is no longer asked.
      out.push({ kind: "kill" });
      return { name: "ended" };
    case "stopping":
      return end(out, { kind: "retry", reason: "the worker was stopped" });
    case "failed":
      return end(out, { kind: "retry", reason: input.reason.slice(0, REASON_MAX_CHARS) });
    case "too-large":
      return end(out, refused([tooLarge(input.sizeBytes, input.sizeMaxBytes)]));
    case "over-time":
      return end(out, refused([makeFinding("JOB_TIME", { limit: JOB_SECONDS_MAX })]));
    case "over-memory":
      return end(out, refused([makeFinding("JOB_MEMORY", { limit: JOB_MEMORY_MAX_MB })]));
    case "said":
      return state.name === "checking" ? onSaid(state, input.message, out) : state;
    case "exited":
      return state.name === "checking" ? onExited(state, input.code, out) : state;
    case "blocked":
      return end(out, refused([makeFinding("FILE_TAKEN_DOWN")]));
    case "published":
      if (state.name !== "publishing") return state;
      return end(out, { kind: "published", asset: input.asset, findings: [...state.findings] });
    default:
      return unreachable(input);
  }
}

type Checking = Extract<JobState, { name: "checking" }>;

function onSaid(state: Checking, message: ChildMessage, out: JobEffect[]): JobState {
  if (message.kind === "result") return { ...state, result: message };
  const stepsDone = state.stepNames.indexOf(message.name);
  if (stepsDone < state.stepsDone) return state; // unknown, or said before
  out.push({ kind: "progress", step: message.name, stepsDone });
  return { ...state, stepsDone };
}

/** A result counts only when its process ended well: a crash after the last line is a crash. */
function onExited({ result, stepNames }: Checking, code: number | null, out: JobEffect[]): JobState {
  if (code !== 0 || result === null) return end(out, refused([makeFinding("JOB_CRASHED")]));
  if (hasErrors(result.findings)) return end(out, refused(result.findings));
  const { facts } = result;
  if (facts === null) return end(out, refused([makeFinding("JOB_CRASHED")]));
  // An avatar is shown by its picture and worn by its licence.
  if (facts.format === "vrm" && (result.thumbnail === null || result.licence === null))
    return end(out, refused([makeFinding("JOB_CRASHED")]));
  out.push({ kind: "progress", step: PUBLISH_STEP, stepsDone: stepNames.indexOf(PUBLISH_STEP) });
  out.push({ kind: "publish", result: { ...result, facts } });
  return { name: "publishing", findings: result.findings };
}

function tooLarge(sizeBytes: number, sizeMaxBytes: number): Finding {
  return makeFinding("FILE_TOO_LARGE", { actual: sizeBytes, limit: sizeMaxBytes });
}

function refused(findings: readonly Finding[]): Outcome {
  return { kind: "refused", reason: summarise(findings, "en"), findings: [...findings] };
}

function end(out: JobEffect[], outcome: Outcome): JobState {
  out.push({ kind: "kill" }, { kind: "done", outcome });
  return { name: "ended" };
}
