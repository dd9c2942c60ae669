// The origin's API on Deno, by the very suite that its API on Bun passes: every route the public reaches goes through it, its
// jobs among them. The edge in front is Bun's, so that what differs is the origin.

import { findRuntime } from "../../scripts/runtime-binary.ts";
import { edgeSuite } from "./edge-suite.ts";
import { spawnListening } from "./spawn-listening.ts";

const deno = findRuntime("deno");

edgeSuite(
  "Bun, with its origin on Deno",
  "missing" in deno
    ? deno
    : {
        badConfig: "exits",
        originCommand: [
          deno.path,
          "run",
          "--cached-only",
          "--no-prompt",
          "--allow-net",
          "--allow-env",
          "--allow-read",
          "--allow-sys",
          "origin/entry/deno.ts",
        ],
        start: ({ env }) =>
          spawnListening({
            command: [process.execPath, "edge/entry/bun.ts"],
            env,
            event: "edge.listening",
          }),
      },
);
