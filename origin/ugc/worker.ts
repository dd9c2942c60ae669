// The worker's loop: claim a job, run it, say how it ended, again. One job at a time; run more workers for more.

import { basename, extname } from "node:path";
import { plainText } from "../../shared/avatar/plain-text.ts";
import type { Log } from "../../shared/http/log.ts";
import { newId } from "../../shared/schema/ids.ts";
import { type ClaimedJob, isRefinement, type JobTask } from "../../shared/schema/internal/jobs.ts";
import { type ObjectStore, ObjectTooLarge } from "../s3/object-store.ts";
import { childCommand } from "./child-command.ts";
import { type ChildMessage, childMessageSchema, hearDelivered } from "./child-message.ts";
import {
  beginJob,
  JOB_MEMORY_MAX_MB,
  JOB_SECONDS_MAX,
  type JobEffect,
  type JobInput,
  type JobState,
  type Outcome,
  type PassedResult,
  receive,
} from "./job.ts";
import type { OriginJobs } from "./origin-jobs.ts";
import { stepNamesOf } from "./pipeline.ts";
import { type RefinementDeps, runRefinement } from "./run-refinement.ts";
import { publish, sha256Of } from "./steps/publish.ts";
import { type Bounds, type Subprocess, type SubprocessEvents, startSubprocess } from "./subprocess.ts";
import { tellDone } from "./tell-done.ts";
import { type Teller, tellNewest } from "./tell-newest.ts";
import type { ThumbnailBrowser } from "./thumbnail/thumbnail-browser.ts";

const CLAIM_WAIT_MS = 20_000;
const BACKOFF_FIRST_MS = 200;
const BACKOFF_MAX_MS = 5_000;
const NAME_MAX_CHARS = 200;

export type WorkerDeps = {
  readonly name: string;
  /** What it does; left out: everything. */
  readonly tasks?: readonly JobTask[];
  readonly jobs: OriginJobs;
  readonly store: ObjectStore;
  readonly deliveryBucket: string;
  readonly log: Log;
  /** What one job may use; the defaults are JOB_SECONDS_MAX and JOB_MEMORY_MAX_MB. */
  readonly bounds?: Bounds;
  /** What runs in the subprocess instead of entry/child.ts. */
  readonly childScript?: string;
  /** Draws the pictures of avatars; null or left out: they stay as the check drew them. */
  readonly browser?: ThumbnailBrowser | null;
  /** What a refinement may use, and what runs in its subprocess. */
  readonly refinement?: Pick<RefinementDeps, "bounds" | "childScript">;
};

const DEFAULT_BOUNDS: Bounds = {
  timeMaxMs: JOB_SECONDS_MAX * 1000,
  memoryMaxBytes: JOB_MEMORY_MAX_MB * 1024 * 1024,
};

/** Works until `stop` is aborted; a running job is then handed back. Never throws: what fails is logged and tried again. */
export async function runWorker(deps: WorkerDeps, stop: AbortSignal): Promise<void> {
  let backoffMs = BACKOFF_FIRST_MS;
  while (!stop.aborted) {
    try {
      const job = await deps.jobs.claim(deps.name, CLAIM_WAIT_MS, deps.tasks);
      backoffMs = BACKOFF_FIRST_MS;
      if (job !== null) await runJob(deps, job, stop);
    } catch (error) {
      if (stop.aborted) break;
      // Everything else in here was answered where it happened: this is the origin, away or not up yet.
      deps.log.warn("ugc.claim-failed", { retryInMs: backoffMs, error });
      await pause(backoffMs, stop);
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS);
    }
  }
}

/** Runs one claimed job to its end, or until `stop`, which hands it back. Throws nothing. */
export async function runJob(deps: WorkerDeps, job: ClaimedJob, stop: AbortSignal): Promise<void> {
  const log = deps.log.with({ jobId: job.jobId, uploadId: job.uploadId, attempt: job.attempt });
  const { task, sizeBytes, fileName } = job;
  log.info("ugc.job-claimed", { task, sizeBytes, fileName });
  if (isRefinement(task)) {
    const { childScript: _, ...own } = deps;
    const outcome = await runRefinement({ browser: null, ...own, log, ...deps.refinement }, job, stop);
    const told = await tellDone({ ...deps, log }, job, outcome);
    log.info("ugc.job-ended", { outcome: told === "told" ? outcome.kind : told });
    return;
  }
  const running = new RunningJob({ ...deps, log }, job);
  const onStop = () => running.give({ kind: "stopping" });
  stop.addEventListener("abort", onStop);
  await running.start();
  await running.ended;
  stop.removeEventListener("abort", onStop);
}

type Progress = { readonly step: string; readonly stepsDone: number };

/** Joins the pure machine of one job to the store, the subprocess and the origin. */
class RunningJob {
  readonly ended: Promise<void>;
  readonly #deps: WorkerDeps;
  readonly #job: ClaimedJob;
  readonly #heartbeat: ReturnType<typeof setInterval>;
  readonly #end: () => void;
  readonly #stepNames: readonly string[];
  #state: JobState;
  #progress: Progress;
  readonly #teller: Teller<Progress>;
  #bytes: Uint8Array = new Uint8Array(0);
  #child: Subprocess | null = null;

  constructor(deps: WorkerDeps, job: ClaimedJob) {
    this.#deps = deps;
    this.#job = job;
    this.#stepNames = stepNamesOf(job);
    this.#state = beginJob(this.#stepNames);
    this.#progress = { step: this.#stepNames[0] ?? "", stepsDone: 0 };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
    this.#teller = tellNewest((progress) => this.#tellOrigin(progress));
    this.#heartbeat = setInterval(() => this.#tellProgress(), Math.max(100, job.leaseMs / 3));
  }

  async start(): Promise<void> {
    this.#tellProgress();
    const { bucket, objectKey, sizeMaxBytes } = this.#job;
    try {
      this.#bytes = await this.#deps.store.get({ bucket, key: objectKey }, sizeMaxBytes);
      // Stopped while downloading: nothing is left to check.
      if (this.#state.name !== "ended") this.#child = this.#startChild();
    } catch (error) {
      this.#deps.log.warn("ugc.start-failed", { bucket, objectKey, error });
      this.give(
        error instanceof ObjectTooLarge
          ? { kind: "too-large", sizeBytes: error.sizeBytes, sizeMaxBytes }
          : { kind: "failed", reason: "the upload could not be read from the object store" },
      );
    }
  }

  #startChild(): Subprocess {
    const { log, bounds = DEFAULT_BOUNDS, childScript } = this.#deps;
    const events: SubprocessEvents<ChildMessage> = {
      said: (message) => this.give({ kind: "said", message }),
      overTime: () => this.give({ kind: "over-time" }),
      overMemory: () => this.give({ kind: "over-memory" }),
      exited: (code, lastWords) => {
        if (code !== 0 && lastWords !== "") log.error("ugc.child-failed", { code, lastWords });
        this.give({ kind: "exited", code });
      },
    };
    const { kind, platform, avatarLimits } = this.#job;
    const args = [kind, platform ?? "", JSON.stringify(avatarLimits)];
    const command = childCommand("child", childScript);
    const program = { command, args, bytes: this.#bytes, message: childMessageSchema };
    return startSubprocess(program, bounds, events);
  }

  /** One input, then everything it asks for. */
  give(input: JobInput): void {
    const effects: JobEffect[] = [];
    this.#state = receive(this.#state, input, effects);
    if (input.kind === "lease-lost") this.#finish("lease-lost");
    for (const effect of effects) this.#obey(effect);
  }

  #obey(effect: JobEffect): void {
    switch (effect.kind) {
      case "progress":
        this.#progress = effect;
        this.#tellProgress();
        break;
      case "kill":
        this.#child?.kill();
        break;
      case "publish":
        void this.#publish(effect.result);
        break;
      case "done":
        void this.#tellDone(effect.outcome);
        break;
    }
  }

  /** Progress is a courtesy and the lease: a call that fails is followed by the next one. */
  #tellProgress(): void {
    this.#teller.tell(this.#progress);
  }

  async #tellOrigin(progress: Progress): Promise<void> {
    try {
      const stepsTotal = this.#stepNames.length;
      const isOurs = await this.#deps.jobs.progress(this.#job, { ...progress, stepsTotal });
      if (!isOurs) this.give({ kind: "lease-lost" });
    } catch (error) {
      this.#deps.log.warn("ugc.progress-failed", { error });
    }
  }

  async #publish({ facts, licence, thumbnail, delivered }: PassedResult): Promise<void> {
    try {
      const uploadSha256 = sha256Of(this.#bytes);
      const isAdmitted = await this.#deps.jobs.admit(this.#job, uploadSha256);
      if (isAdmitted === null) return this.give({ kind: "lease-lost" });
      if (!isAdmitted) return this.give({ kind: "blocked" });
      const bytes = delivered === null ? this.#bytes : hearDelivered(delivered, this.#bytes);
      const { store, deliveryBucket } = this.#deps;
      const file = { bytes, thumbnail: bytesOf(thumbnail), facts };
      const published = await publish(store, deliveryBucket, this.#job, file);
      const said = licence?.name ?? "";
      const name = said === "" ? nameOfFile(this.#job) : said;
      const sizeBytes = bytes.byteLength;
      this.give({
        kind: "published",
        asset: { assetId: newId("asset"), name, ...published, uploadSha256, sizeBytes, licence, facts },
      });
    } catch (error) {
      this.#deps.log.warn("ugc.publish-failed", { error });
      this.give({ kind: "failed", reason: "the file could not be published" });
    }
  }

  async #tellDone(outcome: Outcome): Promise<void> {
    const told = await tellDone(this.#deps, this.#job, outcome);
    if (told === "told" && outcome.kind !== "retry") await this.#removeUpload();
    this.#finish(told === "told" ? outcome.kind : told);
  }

  /** What was judged is of no further use, and room in quarantine is free to nobody. Failing, it is left to the bucket's lifecycle. */
  async #removeUpload(): Promise<void> {
    const { bucket, objectKey, etag } = this.#job;
    await this.#deps.store.remove({ bucket, key: objectKey }, etag).catch((error: unknown) => {
      this.#deps.log.warn("ugc.upload-not-removed", { bucket, objectKey, error });
    });
  }

  #finish(how: string): void {
    clearInterval(this.#heartbeat);
    this.#deps.log.info("ugc.job-ended", { outcome: how });
    this.#end();
  }
}

function bytesOf(base64: string | null): Uint8Array | null {
  return base64 === null ? null : Buffer.from(base64, "base64");
}

function nameOfFile({ fileName, kind }: ClaimedJob): string {
  const name = plainText(basename(fileName, extname(fileName)), NAME_MAX_CHARS);
  return name === "" ? kind : name;
}

/** Waits, or returns at once when asked to stop. */
async function pause(ms: number, stop: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const wake = () => resolve();
  stop.addEventListener("abort", wake, { once: true });
  await promise;
  clearTimeout(timer);
  stop.removeEventListener("abort", wake);
}
