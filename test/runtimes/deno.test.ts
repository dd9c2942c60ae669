// The edge suite on Deno, with no more permissions than edge/entry/deno.ts says it needs.

import { findRuntime } from "../../scripts/runtime-binary.ts";
import { edgeSuite } from "./edge-suite.ts";
import { spawnListening } from "./spawn-listening.ts";

const deno = findRuntime("deno");

edgeSuite(
  "Deno",
  "missing" in deno
    ? deno
    : {
        badConfig: "exits",
        start: ({ env, webDir }) =>
          spawnListening({
            command: [
              deno.path,
              "run",
              "--cached-only",
              "--no-prompt",
              "--allow-net",
              "--allow-env",
              `--allow-read=${webDir}`,
              "edge/entry/deno.ts",
            ],
            env,
            event: "edge.listening",
          }),
      },
);
