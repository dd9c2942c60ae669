// MQTT 3.1.1: Formats (1, 2).

import type { Chapter } from "../statement.ts";

export const FORMAT: Chapter = {
  title: "Formats (1, 2)",
  statements: [],
};
