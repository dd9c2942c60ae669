// MQTT5: How it works (4).

import type { Chapter } from "../statement.ts";

export const OPERATION: Chapter = {
  title: "How it works (4)",
  statements: [],
};
