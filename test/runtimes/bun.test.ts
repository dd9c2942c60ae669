// The edge suite on Bun.

import { edgeSuite } from "./edge-suite.ts";
import { spawnListening } from "./spawn-listening.ts";

edgeSuite("Bun", {
  badConfig: "exits",
  start: ({ env }) =>
    spawnListening({ command: [process.execPath, "edge/entry/bun.ts"], env, event: "edge.listening" }),
});
