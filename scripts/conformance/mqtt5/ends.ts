// MQTT5: PINGREQ to AUTH (3.12 to 3.15).

import type { Chapter } from "../statement.ts";

export const ENDS: Chapter = {
  title: "PINGREQ to AUTH (3.12 to 3.15)",
  statements: [],
};
