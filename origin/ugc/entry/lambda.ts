// The UGC worker as an AWS Lambda on the OS-only runtime, where the executable is called bootstrap: it is invoked by events of the
// object store, and works off the same queue as any other worker.

import { answerInvocation } from "../lambda/answer-invocation.ts";
import { withRoleKeys } from "../lambda/role-env.ts";
import { createLambdaRuntime } from "../lambda/runtime.ts";
import { openParts } from "./parts.ts";

const runtime = createLambdaRuntime(process.env["AWS_LAMBDA_RUNTIME_API"] ?? "");

async function openOrTell(): Promise<ReturnType<typeof openParts>> {
  try {
    return openParts(withRoleKeys(process.env));
  } catch (error) {
    await runtime.failToStart(error);
    throw error;
  }
}

const { log, store, browser, jobsWith, deliveryBucket } = await openOrTell();
// A connection does not outlive the time in which the environment was frozen.
const jobs = jobsWith(() => ({ keepalive: false }));
const name = (process.env["AWS_LAMBDA_LOG_STREAM_NAME"] ?? "lambda").slice(-100);
const deps = { name, jobs, store, deliveryBucket, browser, log, nowMs: Date.now };
log.info("ugc.ready", { worker: name });
while (true) await runtime.serveNext((event, deadlineMs) => answerInvocation(deps, event, deadlineMs));
