// MQTT5: WebSocket (6).

import type { Chapter } from "../statement.ts";

export const WEBSOCKET: Chapter = {
  title: "WebSocket (6)",
  statements: [],
};
