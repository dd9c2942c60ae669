// Chrome's debugging protocol over a pipe: no port that others on the machine could open. Messages are JSON, each ended by a
// zero byte; commands on file descriptor 3, answers and events on 4.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import * as z from "zod";

const FLAGS = [
  "--headless",
  "--remote-debugging-pipe",
  // Drawn on the CPU: the same picture on every machine, and no driver in sight.
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  // Nothing may be asked of any network.
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-extensions",
  "--disable-breakpad",
  "--disable-dev-shm-usage",
  "--mute-audio",
  "--no-first-run",
  "--no-default-browser-check",
] as const;

const messageSchema = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

/** The browser is gone, or said something we do not understand. */
export class BrowserGone extends Error {
  override readonly name = "BrowserGone";
}

export class DevtoolsPipe {
  readonly #child: ChildProcess;
  readonly #profileDir: string;
  readonly #commands: Writable | null;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #pending: Buffer[] = [];
  #gone: Error | null = null;

  /** Starts a browser with a profile of its own, which goes with it. */
  constructor(path: string) {
    this.#profileDir = mkdtempSync(join(tmpdir(), "hiroba-thumbnail-"));
    // Chromium refuses its sandbox to root. What it draws was written by us, never by who uploaded it.
    const flags = process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS;
    this.#child = spawn(path, [...flags, `--user-data-dir=${this.#profileDir}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.#child.on("error", (error) => this.#end(error));
    this.#child.on("exit", (code, signal) => {
      this.#end(new BrowserGone(`ended with ${signal ?? code}`));
      this.#removeProfile();
    });
    const [commands, answers] = [this.#child.stdio[3], this.#child.stdio[4]];
    // Neither is there when nothing could be started; the error that says so comes as an event.
    this.#commands = commands instanceof Writable ? commands : null;
    this.#commands?.on("error", (error) => this.#end(error));
    answers?.on("error", (error) => this.#end(error));
    answers?.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isGone(): boolean {
    return this.#gone !== null;
  }

  /** Sends one command and gives its answer. Throws BrowserGone, and Error with the browser's own words. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    if (this.#gone !== null) throw this.#gone;
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#commands?.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return await promise;
  }

  /** Ends the browser at once, with everything it started. */
  kill(): void {
    this.#child.kill("SIGKILL");
    this.#end(new BrowserGone("was ended"));
  }

  #receive(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...this.#pending, chunk.subarray(from, end)]).toString();
      this.#pending = [];
      from = end + 1;
      this.#answer(text);
    }
    if (from < chunk.length) this.#pending.push(chunk.subarray(from));
  }

  #answer(text: string): void {
    const message = messageSchema.parse(JSON.parse(text));
    const waiting = this.#waiting.get(message.id ?? -1);
    if (message.id === undefined || waiting === undefined) return; // an event: none is of interest
    this.#waiting.delete(message.id);
    if (message.error === undefined) waiting.resolve(message.result);
    else waiting.reject(new Error(message.error.message));
  }

  #end(error: Error): void {
    if (this.#gone !== null) return;
    this.#gone = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#removeProfile();
  }

  /** Twice, when it is ended and when it has gone: what is killed may still write, and whoever killed it may go first. */
  #removeProfile(): void {
    try {
      rmSync(this.#profileDir, { recursive: true, force: true });
    } catch {
      // A child of the browser wrote meanwhile. What is left goes with the system's temporary files.
    }
  }
}
