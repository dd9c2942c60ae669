// MQTT 3.1.1: PUBLISH and its answers (3.3 to 3.7).

import type { Chapter } from "../statement.ts";

export const PUBLISH: Chapter = {
  title: "PUBLISH and its answers (3.3 to 3.7)",
  statements: [],
};
