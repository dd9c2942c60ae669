// MQTT5: SUBSCRIBE to UNSUBACK (3.8 to 3.11).

import type { Chapter } from "../statement.ts";

export const SUBSCRIBE: Chapter = {
  title: "SUBSCRIBE to UNSUBACK (3.8 to 3.11)",
  statements: [],
};
