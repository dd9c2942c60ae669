// One browser kept warm for many thumbnails, with a bounded life: it is begun when the first picture is asked for, begun anew
// after so many, and ended when a picture takes too long. One picture at a time.

import * as z from "zod";
import { DevtoolsPipe } from "./devtools-pipe.ts";
import type { Photographs, Sizes } from "./photographs.ts";
import { studioScript } from "./studio-script.ts";

/** Whatever a browser leaks, it leaks it this often at most. */
const PICTURES_MAX = 50;
/** A cold start on a busy machine, the largest avatar, and time to spare. */
const PICTURE_MAX_MS = 20_000;
/** Of base64 in one command. */
const PIECE_BYTES = 3 * 1024 * 1024;

export type BrowserOptions = {
  readonly path: string;
  readonly picturesMax?: number;
  readonly pictureMaxMs?: number;
};

const photographsSchema = z.object({ card: z.base64(), transparent: z.base64() });
const evaluatedSchema = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z
    .object({ text: z.string(), exception: z.object({ description: z.string().optional() }).optional() })
    .optional(),
});

type Studio = { readonly pipe: DevtoolsPipe; readonly sessionId: string };

export class ThumbnailBrowser {
  readonly #options: Required<BrowserOptions>;
  #studio: Studio | null = null;
  #pictureCount = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: BrowserOptions) {
    this.#options = { picturesMax: PICTURES_MAX, pictureMaxMs: PICTURE_MAX_MS, ...options };
  }

  /** The running browser's process, for whoever watches it. */
  get pid(): number | undefined {
    return this.#studio?.pipe.pid;
  }

  /**
   * Photographs one VRM of ours. Throws when the browser cannot be started, cannot open the file or takes too long; the next
   * call begins with a new browser then.
   */
  async photograph(glb: Uint8Array, sizes: Sizes): Promise<Photographs> {
    const turn = this.#last.then(() => this.#withinTime(glb, sizes));
    this.#last = turn.catch(() => {});
    return await turn;
  }

  /** Ends the browser, if one runs; a later picture begins another. */
  close(): void {
    this.#studio?.pipe.kill();
    this.#studio = null;
    this.#pictureCount = 0;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async #withinTime(glb: Uint8Array, sizes: Sizes): Promise<Photographs> {
    const { pictureMaxMs, picturesMax } = this.#options;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new Error(`the picture took longer than ${pictureMaxMs} ms`));
    }, pictureMaxMs);
    try {
      return await Promise.race([this.#draw(glb, sizes), late.promise]);
    } catch (error) {
      this.close();
      throw error;
    } finally {
      clearTimeout(timer);
      if (++this.#pictureCount >= picturesMax) this.close();
    }
  }

  async #draw(glb: Uint8Array, sizes: Sizes): Promise<Photographs> {
    const studio = await this.#open();
    for (let from = 0; from < glb.length; from += PIECE_BYTES) {
      const piece = glb.subarray(from, from + PIECE_BYTES).toBase64();
      await evaluate(studio, `studio.take(${JSON.stringify(piece)})`);
    }
    return photographsSchema.parse(await evaluate(studio, `studio.photograph(${JSON.stringify(sizes)})`));
  }

  async #open(): Promise<Studio> {
    if (this.#studio !== null && !this.#studio.pipe.isGone) return this.#studio;
    const script = await studioScript();
    const pipe = new DevtoolsPipe(this.#options.path);
    // Known before it is ready, so that a start that hangs is ended too.
    this.#studio = { pipe, sessionId: "" };
    this.#pictureCount = 0;
    const { targetId } = z
      .object({ targetId: z.string() })
      .parse(await pipe.send("Target.createTarget", { url: "about:blank" }));
    const { sessionId } = z
      .object({ sessionId: z.string() })
      .parse(await pipe.send("Target.attachToTarget", { targetId, flatten: true }));
    const studio = { pipe, sessionId };
    await evaluate(studio, script);
    this.#studio = studio;
    return studio;
  }
}

async function evaluate({ pipe, sessionId }: Studio, expression: string): Promise<unknown> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = evaluatedSchema.parse(
    await pipe.send("Runtime.evaluate", params, sessionId),
  );
  if (exceptionDetails !== undefined)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
