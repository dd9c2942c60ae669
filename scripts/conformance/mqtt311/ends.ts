// MQTT 3.1.1: PINGREQ to DISCONNECT (3.12 to 3.14).

import type { Chapter } from "../statement.ts";

export const ENDS: Chapter = {
  title: "PINGREQ to DISCONNECT (3.12 to 3.14)",
  statements: [],
};
