// What a room client's machine asks its rim to do or to tell, in order.

import type { ChatDown } from "../protocol/ext/chat.ts";
import type { Pose } from "../protocol/ext/pose.ts";
import type { Member } from "../protocol/ext/presence.ts";
import type { RoomNotice } from "../protocol/ext/room-notice.ts";
import type { RoomSettings } from "../protocol/ext/room-settings.ts";
import type { HostAddress } from "../schema/host-address.ts";
import type { ToldGift } from "../schema/told-gift.ts";

export type RoomConnection =
  | { readonly name: "connecting" }
  /** `isResumed`: to the place we had, under the same sid; what was told of the room still holds until the room says otherwise. */
  | { readonly name: "joined"; readonly sid: number; readonly isResumed: boolean }
  /** Lost, or not let in just now. Another try begins at `retryAtMs` by the client's clock; this lasts until "joined". */
  | { readonly name: "reconnecting"; readonly retryAtMs: number; readonly reason: string }
  /** Final: kicked, refused, or left by ourselves. `code` is stable. */
  | { readonly name: "left"; readonly reason: string; readonly code: string };

export type RoomEffect =
  /** Ask for a ticket; what comes of it is reported with the same `attempt`, as is all that the channel does. */
  | { readonly kind: "enter"; readonly attempt: number }
  | { readonly kind: "open"; readonly attempt: number; readonly host: HostAddress }
  | { readonly kind: "send"; readonly bytes: Uint8Array }
  | { readonly kind: "close" }
  | TellEffect;

/** For the caller's handlers. */
export type TellEffect =
  | { readonly kind: "connection"; readonly state: RoomConnection }
  | { readonly kind: "room"; readonly settings: RoomSettings }
  | { readonly kind: "members"; readonly members: ReadonlyMap<number, Member> }
  | { readonly kind: "pose"; readonly sid: number; readonly pose: Pose; readonly sampleRoomTimeMs: number }
  | { readonly kind: "chat"; readonly line: ChatDown }
  | { readonly kind: "notice"; readonly code: number; readonly message: string }
  | { readonly kind: "room-notice"; readonly notice: RoomNotice }
  | { readonly kind: "gift"; readonly gift: ToldGift };

/** A pose before it has its time. */
export type UntimedPose = Omit<Pose, "tMs">;
