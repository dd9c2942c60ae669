// Makes of workerd.ts what workerd takes: one bundled module and a capnp config that names every setting as a binding.
// Runs on Bun: `bun edge/entry/build-workerd.ts <folder>`.

import { mkdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { minify } from "terser";
import { readEnv } from "../../shared/env.ts";
import { edgeSettings } from "../config.ts";

/** When the runtime's behaviour was last looked at; later dates may change it. */
export const COMPATIBILITY_DATE = "2026-11-01";

type WorkerdListener = { readonly bind: string; readonly port: number; readonly webDir: string | null };

/** Writes edge.js and config.capnp into `folder`; returns the config's path. `define` as of bundleWorker. Throws what the bundler says. */
export async function buildWorkerd(
  folder: string,
  listener: WorkerdListener,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await bundleWorker(join(import.meta.dir, "workerd.ts"), join(folder, "edge.js"), define);
  const path = join(folder, "config.capnp");
  await Bun.write(path, workerdConfig(listener));
  return path;
}

/**
 * One minified module of `entry` and all it imports, written to `file`. `define`: names the sources leave to the bundler, each as
 * JavaScript. Throws what the bundler says.
 */
export async function bundleWorker(
  entry: string,
  file: string,
  define: Readonly<Record<string, string>> = {},
): Promise<void> {
  const built = await Bun.build({
    entrypoints: [entry],
    outdir: dirname(file),
    naming: basename(file),
    target: "browser",
    conditions: ["workerd", "worker"],
    format: "esm",
    minify: true,
    define,
  });
  if (!built.success) throw new AggregateError(built.logs, "the worker does not bundle");
  // Bun's minifier leaves about four per cent that terser finds, and what a worker weighs is what its first caller waits for.
  const { code } = await minify(await Bun.file(file).text(), {
    module: true,
    ecma: 2020,
    compress: { passes: 2 },
  });
  if (code === undefined) throw new Error("the worker does not minify");
  await Bun.write(file, code);
}

/** The config, in workerd's own language. Values of settings are not in it: workerd reads them from its environment. */
function workerdConfig(listener: WorkerdListener): string {
  const settings = Object.values(edgeSettings).map(
    ({ name }) => `    (name = ${quoted(name)}, fromEnvironment = ${quoted(name)}),`,
  );
  const web =
    listener.webDir === null
      ? { binding: "", service: "" }
      : {
          binding: `    (name = "WEB", service = "web"),\n`,
          service: `    (name = "web", disk = (path = ${quoted(resolve(listener.webDir))})),\n`,
        };
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    # The origin is usually inside a private network, which workerd does not let out to unless told.
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
${web.service}  ],
  sockets = [(name = "http", address = ${quoted(`${listener.bind}:${listener.port}`)}, http = (), service = "edge")],
);

const edge :Workerd.Worker = (
  modules = [(name = "edge.js", esModule = embed "edge.js")],
  compatibilityDate = ${quoted(COMPATIBILITY_DATE)},
  # All isolates of this process count in the same objects; kept in memory, as a restart forgives.
  durableObjectNamespaces = [(className = "RateLimitBucket", uniqueKey = "hiroba-rate-limits")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "RATE_LIMITS", durableObjectNamespace = "RateLimitBucket"),
${settings.join("\n")}
${web.binding}  ],
);
`;
}

/** A text literal: capnp escapes as C does, and JSON's escapes are a part of those. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("usage: bun edge/entry/build-workerd.ts <folder>");
    process.exit(64);
  }
  const { bind, port, webDir } = edgeSettings;
  console.log(await buildWorkerd(folder, readEnv(process.env, { bind, port, webDir })));
}
