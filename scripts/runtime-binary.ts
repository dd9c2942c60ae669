// Where npm put the binary of a runtime. Neither package may run its postinstall here, and the wrappers in .bin would
// orphan what they start, so the file of the platform's own package is asked for by name.

import { existsSync } from "node:fs";
import { join } from "node:path";

const PLATFORM = `${process.platform}-${process.arch}`;
const NODE_MODULES = join(import.meta.dir, "../node_modules");

const FILES: Readonly<Record<"deno" | "workerd", Readonly<Record<string, string>>>> = {
  deno: {
    "linux-x64": "@deno/linux-x64-glibc/deno",
    "linux-arm64": "@deno/linux-arm64-glibc/deno",
    "darwin-x64": "@deno/darwin-x64/deno",
    "darwin-arm64": "@deno/darwin-arm64/deno",
    "win32-x64": "@deno/win32-x64/deno.exe",
    "win32-arm64": "@deno/win32-arm64/deno.exe",
  },
  workerd: {
    "linux-x64": "@cloudflare/workerd-linux-64/bin/workerd",
    "linux-arm64": "@cloudflare/workerd-linux-arm64/bin/workerd",
    "darwin-x64": "@cloudflare/workerd-darwin-64/bin/workerd",
    "darwin-arm64": "@cloudflare/workerd-darwin-arm64/bin/workerd",
    "win32-x64": "@cloudflare/workerd-windows-64/bin/workerd.exe",
  },
};

/** The binary's path, or the sentence a skipped suite is shown with. */
export function findRuntime(
  name: "deno" | "workerd",
): { readonly path: string } | { readonly missing: string } {
  const file = FILES[name][PLATFORM];
  if (file === undefined) return { missing: `npm has no ${name} for ${PLATFORM}` };
  const path = join(NODE_MODULES, file);
  return existsSync(path) ? { path } : { missing: `${file} is not installed (bun install)` };
}
