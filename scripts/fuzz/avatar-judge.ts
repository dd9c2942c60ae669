// The second opinion on avatars that were accepted: gltf-validator and three-vrm, in a process that may be killed, for either may hang on
// a file. Run as a program it is that process; imported it is who asks.

import { loadVrm } from "../avatar/load-vrm.ts";
import { gltfErrors } from "../avatar/validate-gltf.ts";

const ANSWER_MAX_MS = 20_000;

export type Verdict = {
  /** Codes of the validator's errors; null when it did not answer in time. */
  readonly errors: readonly string[] | null;
  /** What three-vrm threw; null when it opened the file. */
  readonly thrown: string | null;
};

export class AvatarJudge {
  #child: ReturnType<typeof Bun.spawn> | null = null;
  #answered: ((verdict: Verdict) => void) | null = null;

  /** One file at a time. */
  async judge(bytes: Uint8Array): Promise<Verdict> {
    this.#child ??= this.#start();
    const child = this.#child;
    const { promise, resolve } = Promise.withResolvers<Verdict>();
    this.#answered = resolve;
    child.ref();
    child.send(bytes);
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      this.#child = null;
      resolve({ errors: null, thrown: null });
    }, ANSWER_MAX_MS);
    const verdict = await promise;
    clearTimeout(late);
    child.unref();
    return verdict;
  }

  #start() {
    const child = Bun.spawn([process.execPath, import.meta.path], {
      ipc: (message: Verdict) => this.#answered?.(message),
      serialization: "advanced",
      stdout: "ignore",
      stderr: "ignore",
      onExit: () => {
        if (this.#child !== child) return;
        this.#child = null;
        this.#answered?.({ errors: [], thrown: "the process that judges ended" });
      },
    });
    return child;
  }
}

async function answer(bytes: Uint8Array): Promise<Verdict> {
  const errors = await gltfErrors(bytes).catch(() => null);
  const thrown = await loadVrm(bytes).then(
    () => null,
    (error: unknown) => String(error),
  );
  return { errors: errors?.map(({ code }) => code) ?? null, thrown };
}

if (import.meta.main) {
  process.on("message", (bytes: Uint8Array) => {
    answer(bytes).then((verdict) => process.send?.(verdict));
  });
  // What a loader left behind of a file that was answered for already.
  process.on("unhandledRejection", () => {});
  process.on("disconnect", () => process.exit());
}
