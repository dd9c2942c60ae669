// Both standards, chapter by chapter.

import { CONNECT } from "./mqtt5/connect.ts";
import { ENDS } from "./mqtt5/ends.ts";
import { FORMAT } from "./mqtt5/format.ts";
import { OPERATION } from "./mqtt5/operation.ts";
import { PUBLISH } from "./mqtt5/publish.ts";
import { SUBSCRIBE } from "./mqtt5/subscribe.ts";
import { WEBSOCKET } from "./mqtt5/websocket.ts";
import { CONNECT as CONNECT_311 } from "./mqtt311/connect.ts";
import { ENDS as ENDS_311 } from "./mqtt311/ends.ts";
import { FORMAT as FORMAT_311 } from "./mqtt311/format.ts";
import { OPERATION as OPERATION_311 } from "./mqtt311/operation.ts";
import { PUBLISH as PUBLISH_311 } from "./mqtt311/publish.ts";
import { SUBSCRIBE as SUBSCRIBE_311 } from "./mqtt311/subscribe.ts";
import { WEBSOCKET as WEBSOCKET_311 } from "./mqtt311/websocket.ts";
import type { Chapter } from "./statement.ts";

export type Standard = { readonly name: string; readonly chapters: readonly Chapter[] };

export const MQTT5: Standard = {
  name: "MQTT 5.0",
  chapters: [FORMAT, CONNECT, PUBLISH, SUBSCRIBE, ENDS, OPERATION, WEBSOCKET],
};

export const MQTT311: Standard = {
  name: "MQTT 3.1.1",
  chapters: [FORMAT_311, CONNECT_311, PUBLISH_311, SUBSCRIBE_311, ENDS_311, OPERATION_311, WEBSOCKET_311],
};
