// Chromium for the browser test: found where Debian or playwright put it, installed where it is missing.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "../../origin/ugc/thumbnail/find-browser.ts";

const INSTALL_MAX_MS = 5 * 60_000;

/** The browser's path: `CHROMIUM_PATH`, Debian's, or playwright's own download; null when there is none. */
export function findChromium(): string | null {
  return findBrowser(process.env["CHROMIUM_PATH"], [chromium.executablePath()]);
}

export type Installed =
  | { readonly installed: true; readonly path: string }
  | { readonly installed: false; readonly why: string };

/** By apt where that is (as root, or by sudo without a question), else by playwright's download. Says what is missing when neither works. */
export async function installChromium(): Promise<Installed> {
  const isRoot = process.getuid?.() === 0;
  const tried: string[] = [];
  const attempts: string[][] = [];
  if (existsSync("/usr/bin/apt-get")) {
    const asRoot = isRoot ? [] : ["sudo", "-n"];
    const quiet = ["env", "DEBIAN_FRONTEND=noninteractive"];
    attempts.push([
      ...asRoot,
      ...quiet,
      "sh",
      "-c",
      "apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk",
    ]);
  }
  const cli = join(createRequire(import.meta.url).resolve("playwright-core/package.json"), "..", "cli.js");
  attempts.push([process.execPath, cli, "install", "--with-deps", "chromium"]);
  for (const command of attempts) {
    const failure = await run(command);
    const path = findChromium();
    if (path !== null) return { installed: true, path };
    tried.push(`  ${command.join(" ")}\n    ${failure}`);
  }
  return {
    installed: false,
    why: `Chromium is missing and could not be installed:\n${tried.join("\n")}\nInstall it, or name it in CHROMIUM_PATH.`,
  };
}

/** What went wrong, in a line; "it ended well, but there is no browser" when nothing did. */
async function run(command: readonly string[]): Promise<string> {
  try {
    const child = Bun.spawn([...command], {
      stdin: "ignore",
      stdout: "ignore",
      stderr: "pipe",
      timeout: INSTALL_MAX_MS,
    });
    const [errors, code] = await Promise.all([new Response(child.stderr).text(), child.exited]);
    if (code === 0) return "it ended well, but there is no browser";
    return `ended with ${code}: ${errors.trim().split("\n").at(-1) ?? ""}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
