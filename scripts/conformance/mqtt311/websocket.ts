// MQTT 3.1.1: WebSocket and conformance (6, 7).

import type { Chapter } from "../statement.ts";

export const WEBSOCKET: Chapter = {
  title: "WebSocket and conformance (6, 7)",
  statements: [],
};
