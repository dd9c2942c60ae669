// One invocation of the Lambda: tells the origin what arrived, works off its queue while time is left, and answers for each event
// whether its file has a verdict. The queue is the one that all workers share, so that an event which comes twice, late or in
// another order is a job that is known, and one that never comes is found by the origin's sweep and done here when it is there.

import type { ArrivedObject, JobTask } from "../../../shared/schema/internal/jobs.ts";
import { runJob, type WorkerDeps } from "../worker.ts";
import { type InvocationItem, readInvocation } from "./read-invocation.ts";

/** What a job may take, with the way of its file from the store and back to it. */
const TASK_MAX_MS: Readonly<Record<JobTask, number>> = {
  check: 80_000,
  refine: 140_000,
  "refine-model": 140_000,
  supercompress: 320_000,
};
/** A function whose timeout is shorter would leave models without variants. One of 320 s makes KTX2 too. */
export const INVOCATION_MIN_MS = 150_000;
/** What is running when so much is left is handed back, and the answer given. */
const HAND_BACK_MS = 5_000;
/** While a file of ours is with another worker, or waits to be tried again, it is waited for: four times. */
const CLAIM_WAIT_MS = 5_000;
const EMPTY_CLAIMS_MAX = 4;
const TASKS = Object.keys(TASK_MAX_MS) as readonly JobTask[];

export type InvocationDeps = WorkerDeps & { readonly nowMs: () => number };

/** SQS takes away all messages but these. */
export type BatchAnswer = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

/** Not every file has its verdict: AWS is to invoke again. */
export class InvocationUnfinished extends Error {
  readonly code = "INVOCATION_UNFINISHED";
}

/**
 * Answers an event of readInvocation by `deadlineMs`. Throws InvocationUnfinished where it is no batch of SQS and something of it
 * failed, and Error for a function that is given less than INVOCATION_MIN_MS.
 */
export async function answerInvocation(
  deps: InvocationDeps,
  event: unknown,
  deadlineMs: number,
): Promise<BatchAnswer> {
  const givenMs = deadlineMs - deps.nowMs();
  if (givenMs < INVOCATION_MIN_MS)
    throw new Error(
      `the function's timeout leaves ${Math.round(givenMs / 1000)} s; give it ${INVOCATION_MIN_MS / 1000} s or more`,
    );
  const items = readInvocation(event);
  const failed = await workOff(deps, items, deadlineMs);
  deps.log.info("lambda.answered", { items: items.length, failed: failed.length });
  const batchItemFailures = failed.flatMap(({ messageId }) =>
    messageId === null ? [] : [{ itemIdentifier: messageId }],
  );
  if (batchItemFailures.length < failed.length)
    throw new InvocationUnfinished(`${failed.length} of ${items.length} events have no verdict yet`);
  return { batchItemFailures };
}

/** Works until nothing is left to do or no time is. Returns the items that have no verdict. */
async function workOff(
  deps: InvocationDeps,
  items: readonly InvocationItem[],
  deadlineMs: number,
): Promise<readonly InvocationItem[]> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), deadlineMs - HAND_BACK_MS - deps.nowMs());
  let open = await openOf(deps, items);
  try {
    for (let emptyClaims = 0; emptyClaims < EMPTY_CLAIMS_MAX; ) {
      const tasks = TASKS.filter((task) => deps.nowMs() + TASK_MAX_MS[task] <= deadlineMs);
      if (tasks.length === 0) break;
      const isAwaiting = open.some(({ objects }) => objects !== null);
      const job = await deps.jobs.claim(deps.name, isAwaiting ? CLAIM_WAIT_MS : 0, tasks);
      if (job !== null) await runJob(deps, job, stop.signal);
      else if (isAwaiting) emptyClaims += 1;
      else break;
      open = await openOf(deps, open);
    }
  } catch (error) {
    deps.log.warn("ugc.claim-failed", { error });
  } finally {
    clearTimeout(timer);
  }
  return open;
}

/** Which of them have something without a verdict, or cannot be read. */
async function openOf(
  deps: InvocationDeps,
  items: readonly InvocationItem[],
): Promise<readonly InvocationItem[]> {
  const open: InvocationItem[] = [];
  for (const item of items) {
    const left: ArrivedObject[] = [];
    for (const object of item.objects ?? []) if (!(await hasVerdict(deps, object))) left.push(object);
    if (item.objects === null) open.push(item);
    else if (left.length > 0) open.push({ ...item, objects: left });
  }
  return open;
}

/** Tells the origin of it, again or for the first time. An origin that is away is asked again later. */
async function hasVerdict({ jobs, log }: InvocationDeps, object: ArrivedObject): Promise<boolean> {
  try {
    const became = await jobs.arrived(object);
    return became === "finished" || became === "not-ours";
  } catch (error) {
    log.warn("lambda.arrival-failed", { objectKey: object.objectKey, error });
    return false;
  }
}
