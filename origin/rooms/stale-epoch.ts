// What a host is told that speaks under another lease than the room's.

import { Problem } from "../../shared/http/problem.ts";

/** ROOM_EPOCH_STALE (409). */
export function staleEpoch(epoch: number): Problem {
  return new Problem({
    status: 409,
    code: "ROOM_EPOCH_STALE",
    title: "This room has moved on; what this host tells of it no longer counts",
    errors: [{ name: "epoch", message: "the lease is at", limit: epoch }],
  });
}
