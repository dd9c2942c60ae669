// MQTT5: CONNECT and CONNACK (3.1, 3.2).

import type { Chapter } from "../statement.ts";

export const CONNECT: Chapter = {
  title: "CONNECT and CONNACK (3.1, 3.2)",
  statements: [],
};
