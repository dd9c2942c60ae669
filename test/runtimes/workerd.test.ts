// The edge suite on workerd, bundled and configured by edge/entry/build-workerd.ts.

import { join } from "node:path";
import { buildWorkerd } from "../../edge/entry/build-workerd.ts";
import { findRuntime } from "../../scripts/runtime-binary.ts";
import { edgeSuite } from "./edge-suite.ts";
import { spawnListening } from "./spawn-listening.ts";

const workerd = findRuntime("workerd");

edgeSuite(
  "workerd",
  "missing" in workerd
    ? workerd
    : {
        badConfig: "answers",
        start: async ({ env, folder, webDir }) => {
          const port = Number(env["HIROBA_EDGE_PORT"]);
          const config = await buildWorkerd(join(folder, "workerd"), { bind: "127.0.0.1", port, webDir });
          // A worker cannot say that it listens; workerd can, on a descriptor it is given.
          return spawnListening({
            command: [workerd.path, "serve", "--control-fd=1", config],
            env,
            event: "listen",
          });
        },
      },
);
