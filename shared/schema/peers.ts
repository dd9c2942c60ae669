// What room hosts ask each other, over HTTP on the port of their WebSockets.

import * as z from "zod";
import { hostIdSchema, roomIdSchema } from "./ids.ts";

/** GET, with a peer pass as the bearer. */
export const PROMISE_PATH = "/peers/promise";

/** Who answers, and which rooms of who asks it has taken or is about to open, and so promises nothing of; null: it promises nothing. */
export const promiseSchema = z.object({ hostId: hostIdSchema, taken: z.array(roomIdSchema).nullable() });
export type PeerPromise = z.infer<typeof promiseSchema>;

/** Where a host that is reached by this WebSocket URL is asked: beside it. */
export function promiseUrl(wsUrl: string): string {
  const url = new URL(wsUrl);
  url.protocol = url.protocol === "wss:" ? "https:" : "http:";
  url.pathname = url.pathname.replace(/\/[^/]*$/, PROMISE_PATH);
  return url.href;
}
