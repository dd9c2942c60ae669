// One refinement: the model goes into a subprocess, its variants come out as files, and each is published as soon as it is
// there, the smallest that can be worn first. Whatever goes wrong, the asset stays as it is in use already.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFinding } from "../../shared/avatar/findings.ts";
import type { Log } from "../../shared/http/log.ts";
import type { Finding } from "../../shared/schema/asset.ts";
import type { ClaimedJob, JobDone } from "../../shared/schema/internal/jobs.ts";
import { ObjectMissing, type ObjectStore, ObjectTooLarge } from "../s3/object-store.ts";
import { childCommand } from "./child-command.ts";
import type { OriginJobs } from "./origin-jobs.ts";
import { type RefineMessage, refineMessageSchema } from "./refine-message.ts";
import { type Rows, rowsOfPlan, stepOf, withEnd, withTextures } from "./refinement-rows.ts";
import { publishPicture, publishVariant } from "./steps/publish.ts";
import { type Bounds, startSubprocess } from "./subprocess.ts";
import { type Teller, tellNewest } from "./tell-newest.ts";
import { CARD_SIZE, TRANSPARENT_SIZE } from "./thumbnail/draw-thumbnails.ts";
import type { ThumbnailBrowser } from "./thumbnail/thumbnail-browser.ts";

const MEMORY_MAX_BYTES = 1024 * 1024 * 1024;
const BOUNDS: Bounds = { timeMaxMs: 120_000, memoryMaxBytes: MEMORY_MAX_BYTES };
/** A dozen textures of 1,024 px, some seconds each, while everything else goes first. */
const TEXTURE_BOUNDS: Bounds = { timeMaxMs: 300_000, memoryMaxBytes: MEMORY_MAX_BYTES };
/** An avatar's pictures are drawn from this one: sharp enough for their size, and quick to load. */
const PICTURED = { profile: "web", level: "lod1" } as const;

export type RefinementDeps = {
  readonly jobs: Pick<OriginJobs, "progress" | "addVariant" | "replacePictures">;
  readonly store: ObjectStore;
  readonly deliveryBucket: string;
  readonly log: Log;
  /** Null where there is none: the pictures of the check stay. */
  readonly browser: ThumbnailBrowser | null;
  readonly bounds?: Bounds;
  /** What runs in the subprocess instead of entry/refine-child.ts. */
  readonly childScript?: string;
};

type Outcome = Extract<JobDone["outcome"], { kind: "refined" | "refused" | "retry" }>;
type Variant = Extract<RefineMessage, { kind: "variant" }>;

/** Why the subprocess was ended before it was done. */
type Stop = "time" | "memory" | "unwanted" | "stopping" | "store";

const RETRIES = {
  stopping: "the worker was stopped",
  store: "a variant could not be published",
} as const;

/** Runs the job to its end. `stop` ends it early, to be tried again by another worker. Throws nothing. */
export async function runRefinement(
  deps: RefinementDeps,
  job: ClaimedJob,
  stop: AbortSignal,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-refine-")).catch((error: unknown) => {
    deps.log.warn("ugc.refinement-failed", { error });
    return null;
  });
  if (folder === null) return { kind: "retry", reason: "there is no room for its files" };
  let rows: Rows = [];
  const { tell, told } = tellRows(deps, job);
  // Saying how far it is also keeps the lease.
  const heartbeat = setInterval(() => tell(rows), Math.max(100, job.leaseMs / 3));
  const follow: Follow = (change) => {
    rows = change(rows);
    tell(rows);
  };
  try {
    const { bucket, objectKey } = job;
    // As large as it was registered: fixed, it may be larger than an upload may be.
    const bytes = await deps.store.get({ bucket, key: objectKey }, job.sizeBytes);
    const outcome = await refine(deps, job, { bytes, folder }, follow, stop);
    await told();
    return outcome;
  } catch (error) {
    // It was taken down or removed, or is another than was registered: neither gets better by waiting.
    const isHopeless = error instanceof ObjectMissing || error instanceof ObjectTooLarge;
    deps.log.warn("ugc.refinement-failed", { error });
    const reason = "the model could not be read from the object store";
    const findings = [makeFinding("VARIANTS_FAILED")];
    return isHopeless ? { kind: "refused", reason, findings } : { kind: "retry", reason };
  } finally {
    clearInterval(heartbeat);
    await rm(folder, { recursive: true, force: true });
  }
}

type Follow = (change: (rows: Rows) => Rows) => void;

function tellRows({ jobs, log }: Pick<RefinementDeps, "jobs" | "log">, job: ClaimedJob): Teller<Rows> {
  return tellNewest(async (rows) => {
    const variants = rows.length === 0 ? {} : { variants: [...rows] };
    await jobs.progress(job, { ...stepOf(rows), ...variants }).catch((error: unknown) => {
      log.warn("ugc.progress-failed", { error });
    });
  });
}

type Input = { readonly bytes: Uint8Array; readonly folder: string };

async function refine(
  deps: RefinementDeps,
  job: ClaimedJob,
  input: Input,
  follow: Follow,
  stop: AbortSignal,
): Promise<Outcome> {
  const bounds = deps.bounds ?? (job.task === "supercompress" ? TEXTURE_BOUNDS : BOUNDS);
  const exited = Promise.withResolvers<{ readonly code: number | null; readonly lastWords: string }>();
  let stopped: Stop | null = null;
  let publishing: Promise<void> = Promise.resolve();
  const end = (why: Stop): void => {
    stopped ??= why;
    child.kill();
  };
  const child = startSubprocess(
    {
      command: childCommand("refine-child", deps.childScript),
      args: [
        input.folder,
        job.kind,
        job.task === "supercompress" ? "textures" : "variants",
        JSON.stringify(job.avatarLimits),
      ],
      bytes: input.bytes,
      message: refineMessageSchema,
    },
    bounds,
    {
      said: (message) => {
        if (message.kind !== "variant") return hear(deps, message, follow);
        // One after the other: the smallest is worn while the next is made.
        publishing = publishing.then(async () => {
          if (stopped !== null) return;
          const became = await publishOne(deps, job, input, message);
          if (became === "unwanted" || became === "store") end(became);
          else follow((rows) => withEnd(rows, message, became));
        });
      },
      overTime: () => {
        stopped ??= "time";
      },
      overMemory: () => {
        stopped ??= "memory";
      },
      exited: (code, lastWords) => exited.resolve({ code, lastWords }),
    },
  );
  const onStop = () => end("stopping");
  stop.addEventListener("abort", onStop);
  if (stop.aborted) onStop();
  const { code, lastWords } = await exited.promise;
  await publishing;
  stop.removeEventListener("abort", onStop);
  return outcomeOf({ log: deps.log, bounds }, stopped, code, lastWords);
}

/** What is said of variants but that one is there. */
function hear(
  { log }: Pick<RefinementDeps, "log">,
  said: Exclude<RefineMessage, Variant>,
  follow: Follow,
): void {
  switch (said.kind) {
    case "plan":
      return follow(() => rowsOfPlan(said.variants));
    case "textures":
      return follow((rows) => withTextures(rows, said));
    case "skipped": {
      const { profile, level, reason, likenessDb } = said;
      log.info("ugc.variant-skipped", { variant: `${profile} ${level}`, reason, likenessDb });
      return follow((rows) => withEnd(rows, said, "SKIPPED"));
    }
  }
}

function outcomeOf(
  { log, bounds }: { readonly log: Log; readonly bounds: Bounds },
  stopped: Stop | null,
  code: number | null,
  lastWords: string,
): Outcome {
  if (stopped === "stopping" || stopped === "store") return { kind: "retry", reason: RETRIES[stopped] };
  if (stopped === null && code === 0) return { kind: "refined" };
  const reason = stopped ?? `exit code ${code}`;
  log.warn("ugc.refinement-ended-early", { reason, ...(lastWords === "" ? {} : { lastWords }) });
  return { kind: "refused", reason, findings: [findingOf(stopped, bounds)] };
}

function findingOf(stopped: Stop | null, { timeMaxMs, memoryMaxBytes }: Bounds): Finding {
  if (stopped === "time") return makeFinding("VARIANTS_TIME", { limit: timeMaxMs / 1000 });
  if (stopped === "memory") return makeFinding("VARIANTS_MEMORY", { limit: memoryMaxBytes / 1024 / 1024 });
  return makeFinding("VARIANTS_FAILED");
}

async function publishOne(
  deps: RefinementDeps,
  job: ClaimedJob,
  { bytes, folder }: Input,
  { profile, level, file, facts }: Variant,
): Promise<"READY" | "SKIPPED" | "unwanted" | "store"> {
  const name = `${profile} ${level}`;
  try {
    const made = await Bun.file(join(folder, file)).bytes();
    // Nothing is gained by it: whoever asks gets the file itself.
    if (made.byteLength >= bytes.byteLength) {
      deps.log.info("ugc.variant-left-out", { variant: name, sizeBytes: made.byteLength });
      return "SKIPPED";
    }
    const { objectKey, sha256 } = await publishVariant(deps.store, deps.deliveryBucket, job.kind, made);
    const variant = { profile, level, objectKey, sha256, sizeBytes: made.byteLength, facts };
    if (!(await deps.jobs.addVariant(job, variant))) return "unwanted";
    deps.log.info("ugc.variant-published", { variant: name, sizeBytes: made.byteLength });
    const isPictured = job.kind === "avatar" && profile === PICTURED.profile && level === PICTURED.level;
    return isPictured && !(await publishPictures(deps, job, made)) ? "unwanted" : "READY";
  } catch (error) {
    deps.log.warn("ugc.variant-failed", { variant: name, error });
    return "store";
  }
}

/** False when nothing more is wanted. Without a browser, or when it fails, the pictures stay as they are, which is logged. */
async function publishPictures(deps: RefinementDeps, job: ClaimedJob, vrm: Uint8Array): Promise<boolean> {
  const { browser, log, store, deliveryBucket, jobs } = deps;
  if (browser === null) {
    log.info("ugc.pictures-left", { why: "there is no browser" });
    return true;
  }
  const sizes = { card: CARD_SIZE, transparent: TRANSPARENT_SIZE };
  const drawn = await browser.photograph(vrm, sizes).catch((error: unknown) => {
    log.warn("ugc.pictures-left", { error });
    return null;
  });
  if (drawn === null) return true;
  const [thumbnailKey, figureKey] = [
    await publishPicture(store, deliveryBucket, Uint8Array.fromBase64(drawn.card)),
    await publishPicture(store, deliveryBucket, Uint8Array.fromBase64(drawn.transparent)),
  ];
  return jobs.replacePictures(job, { thumbnailKey, figureKey });
}
