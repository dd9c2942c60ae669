// A worker process is three workers side by side, one for each wait: a creator reads the verdict before anything else, wears the result
// seconds later, and textures take minutes for which nobody waits. No job of one waits behind a job of another.

import type { JobTask } from "../../shared/schema/internal/jobs.ts";
import { runWorker, type WorkerDeps } from "./worker.ts";

/** By what a lane's worker is called besides its process's name. */
const LANES: Readonly<Record<string, readonly JobTask[]>> = {
  "": ["check"],
  "-variants": ["refine", "refine-model"],
  "-textures": ["supercompress"],
};

/** What a process's name may have, so that its lanes' names can be told to the origin. */
export const PROCESS_NAME_MAX_CHARS = 90;

/** Works all lanes until `stop` is aborted. Never throws, as runWorker. */
export async function runLanes(deps: Omit<WorkerDeps, "tasks">, stop: AbortSignal): Promise<void> {
  await Promise.all(
    Object.entries(LANES).map(([suffix, tasks]) =>
      runWorker({ ...deps, name: deps.name + suffix, tasks }, stop),
    ),
  );
}
