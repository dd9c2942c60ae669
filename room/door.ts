// At the door of a room: who a ticket says someone is, or why they may not come in.

import { ProtocolError, ReasonCode } from "../shared/protocol/reason-code.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { Participant as Identity } from "../shared/schema/room-spec.ts";
import type { Access } from "./session/actor.ts";

/** Who a ticket says someone is, and where. */
export type Verified = {
  readonly access: Access;
  readonly room: RoomId;
  /** null on an open host. */
  readonly identity: Identity | null;
  readonly requestId: string;
};

/** Thrown by `verify` and `openRoom`: what CONNACK shall say. */
export class ConnectRefusal extends Error {
  readonly reasonCode: ReasonCode;
  constructor(reasonCode: ReasonCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.reasonCode = reasonCode;
  }
}

/** Whatever kept somebody out, as CONNACK says it. What nobody chose to say is a fault of ours: the room is unavailable. */
export function toRefusal(error: unknown): ConnectRefusal {
  if (error instanceof ConnectRefusal) return error;
  if (error instanceof ProtocolError) return new ConnectRefusal(error.reasonCode, error.message);
  return new ConnectRefusal(ReasonCode.serverUnavailable, "the room cannot be opened just now", error);
}
