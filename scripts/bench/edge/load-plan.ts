// What the edge's bench asks of its load generator and what that answers. Types alone.

import type { Windows } from "../plan.ts";
import type { RuntimeName, SubjectName } from "./subject.ts";

export type LoadTarget = {
  readonly subject: SubjectName;
  readonly runtime: RuntimeName;
  readonly pid: number;
  readonly port: number;
  /** Requests as they go over the wire, sent in turn, again and again. */
  readonly requests: readonly string[];
  /** What every answer's status must be. */
  readonly status: number;
};

export type LoadPlan = Windows & {
  /** Each sends its next request when it has the answer to the one before. */
  readonly connections: number;
  readonly targets: readonly LoadTarget[];
};

/** What one target did in one window. */
export type LoadWindow = {
  readonly subject: SubjectName;
  readonly runtime: RuntimeName;
  readonly round: number;
  readonly wallMs: number;
  readonly answers: number;
  /** Answers of another status, and connections that ended. */
  readonly failures: number;
  readonly bytes: number;
  readonly serverCpuMs: number;
  readonly generatorCpuMs: number;
};
