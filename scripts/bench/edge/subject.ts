// Brings up what is measured on a core of its own: the edge or a bare hello, on Bun, Deno or workerd.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { buildWorkerd, bundleWorker } from "../../../edge/entry/build-workerd.ts";
import { findRuntime } from "../../runtime-binary.ts";
import { pinned, SERVER_CORE, takeLead } from "../cores.ts";

export const RUNTIMES = ["bun", "deno", "workerd"] as const;
export type RuntimeName = (typeof RUNTIMES)[number];
export type SubjectName = "edge" | "hello";

const ROOT = join(import.meta.dir, "../../..");
const START_MAX_MS = 20_000;
const STOP_MAX_MS = 3_000;
const LOOK_AGAIN_MS = 2;

export type Subject = {
  readonly subject: SubjectName;
  readonly runtime: RuntimeName;
  readonly pid: number;
  readonly url: string;
  /** From the spawn to its first answer. */
  readonly firstAnswerMs: number;
  stop(): Promise<void>;
};

type Place = {
  readonly folder: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
};

/** Whether this machine has the runtime. */
export function hasRuntime(runtime: RuntimeName): boolean {
  return runtime === "bun" || "path" in findRuntime(runtime);
}

/** Everything a launch needs that is made once: for workerd the bundle and its config. Answers the command. */
export async function prepare(subject: SubjectName, runtime: RuntimeName, place: Place): Promise<string[]> {
  const { port } = place;
  if (runtime === "workerd") return [binary("workerd"), "serve", await workerdConfig(subject, place)];
  const script = subject === "edge" ? `edge/entry/${runtime}.ts` : `scripts/bench/edge/hello/${runtime}.ts`;
  const args = subject === "edge" ? [] : [String(port)];
  if (runtime === "bun") return [process.execPath, script, ...args];
  const flags = ["run", "--cached-only", "--no-prompt", "--allow-net", "--allow-env"];
  return [binary("deno"), ...flags, script, ...args];
}

/** Starts a prepared command and waits until it answers on `path`. Throws with what it printed when it does not. */
export async function start(
  named: { readonly subject: SubjectName; readonly runtime: RuntimeName },
  command: readonly string[],
  { folder, port, env }: Place,
): Promise<Subject> {
  const printed = join(folder, `${named.subject}-${named.runtime}-${port}.log`);
  const startedAtMs = performance.now();
  const child = Bun.spawn(pinned(SERVER_CORE, command), {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...env },
    detached: true,
    stdin: "ignore",
    stdout: Bun.file(printed),
    stderr: Bun.file(printed),
  });
  takeLead(child.pid);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MS);
    await child.exited;
    clearTimeout(timer);
  };
  const url = `http://127.0.0.1:${port}`;
  const path = named.subject === "edge" ? "/healthz" : "/";
  while (performance.now() - startedAtMs < START_MAX_MS && child.exitCode === null) {
    if (await answers(url + path)) {
      const firstAnswerMs = performance.now() - startedAtMs;
      return { ...named, pid: child.pid, url, firstAnswerMs, stop };
    }
    await Bun.sleep(LOOK_AGAIN_MS);
  }
  await stop();
  throw new Error(`${named.subject} on ${named.runtime} did not start:\n${await Bun.file(printed).text()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { headers: { connection: "close" } });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

function binary(runtime: "deno" | "workerd"): string {
  const found = findRuntime(runtime);
  if ("missing" in found) throw new Error(found.missing);
  return found.path;
}

async function workerdConfig(subject: SubjectName, { folder, port }: Place): Promise<string> {
  const own = join(folder, `${subject}-workerd-${port}`);
  if (subject === "edge") return await buildWorkerd(own, { bind: "127.0.0.1", port, webDir: null });
  await mkdir(own, { recursive: true });
  await bundleWorker(join(import.meta.dir, "hello/workerd.ts"), join(own, "hello.js"));
  const path = join(own, "config.capnp");
  await Bun.write(
    path,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "hello", worker = .hello)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "hello")],
);
const hello :Workerd.Worker = (
  modules = [(name = "hello.js", esModule = embed "hello.js")],
  compatibilityDate = "2026-11-01",
);
`,
  );
  return path;
}
