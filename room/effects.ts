// What session and state may ask of the world. They push, the loop obeys, so that neither ever awaits or learns what a socket,
// a key server or the origin is.

import type { ByeReason } from "../shared/protocol/ext/bye.ts";
import type { ItemSpawnUp } from "../shared/protocol/ext/item-owner.ts";
import type { ModDown } from "../shared/protocol/ext/mod.ts";
import type { ReasonCode } from "../shared/protocol/reason-code.ts";
import type { AssetId, RoomId, UserId } from "../shared/schema/ids.ts";
import type { Seat } from "../shared/schema/room-spec.ts";

export type ReportEntry = {
  readonly kind: "join" | "leave";
  readonly user: UserId;
  readonly sid: number;
  readonly seat: Seat;
  readonly atMs: number;
  /** Ghosts are not counted. */
  readonly participantCount: number;
};

export type Effect =
  /** Find out who this is; the answer comes back as an input of the session. */
  | { readonly kind: "authenticate"; readonly actorId: number; readonly ticket: string | null }
  /** Say why, then close. */
  | {
      readonly kind: "close";
      readonly actorId: number;
      readonly reasonCode: ReasonCode;
      readonly message: string;
      /** What BYE says, to an extended client. */
      readonly byeReason?: ByeReason;
    }
  /** Ask the origin how a participant looks now. */
  | { readonly kind: "ask-participant"; readonly room: RoomId; readonly user: UserId }
  /** Ask the origin whether they may use an asset, of which they make an item. SPEC [ITEM-13] */
  | {
      readonly kind: "ask-use";
      readonly room: RoomId;
      readonly sid: number;
      readonly asset: AssetId;
      readonly spawn: ItemSpawnUp;
    }
  | { readonly kind: "report"; readonly room: RoomId; readonly entry: ReportEntry }
  /** Somebody kept order: for whoever looks into it later. */
  | { readonly kind: "moderated"; readonly room: RoomId; readonly message: ModDown };

export type Effects = Effect[];
