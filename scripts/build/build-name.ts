// What a build is called: the package's version and the commit it was made of.

import { join } from "node:path";
import packageFile from "../../package.json" with { type: "json" };

const ROOT = join(import.meta.dir, "../..");

/** What git says of a checkout; null where there is no git, or none of it: an archive. */
export type Checkout = { readonly commit: string; readonly isChanged: boolean } | null;

/** A version of Semantic Versioning 2, whose build metadata is the commit: `0.1.0+1a2b3c4`, `.changed` behind it where files differ from it. */
export function buildName(version: string, checkout: Checkout): string {
  if (checkout === null) return version;
  return `${version}+${checkout.commit}${checkout.isChanged ? ".changed" : ""}`;
}

/** Of this checkout, as it is now. */
export function thisBuildName(): string {
  return buildName(packageFile.version, readCheckout());
}

function readCheckout(): Checkout {
  const commit = git("rev-parse", "--short=10", "HEAD");
  const changes = git("status", "--porcelain", "--untracked-files=no");
  return commit === null || changes === null ? null : { commit, isChanged: changes !== "" };
}

function git(...args: readonly string[]): string | null {
  const path = Bun.which("git");
  if (path === null) return null;
  const { success, stdout } = Bun.spawnSync([path, ...args], { cwd: ROOT, stderr: "ignore" });
  return success ? stdout.toString().trim() : null;
}
