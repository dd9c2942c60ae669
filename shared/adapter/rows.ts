// The rows as the adapter sees them: only the columns it reads. The origin's tables must satisfy these types
// (origin/db/schema.ts says so to the compiler); a renamed column breaks there and nowhere else.

import type { AssetFacts, AssetKind, VrmLicence } from "../schema/asset.ts";
import type { VariantFacts, VariantLevel, VariantProfile } from "../schema/asset-variant.ts";
import type { AssetId, HostId, RoomId, UserId, WorldId } from "../schema/ids.ts";
import type { Role } from "../schema/role.ts";
import type { Seat } from "../schema/room-spec.ts";
import type { Locale } from "../schema/user.ts";
import type { WorldSettings } from "../schema/world-settings.ts";
import type { WorldContent } from "../schema/world-version.ts";

export type UserRow = {
  readonly id: UserId;
  readonly displayName: string;
  readonly role: Role;
  readonly locale: Locale;
  readonly avatarId: AssetId | null;
  readonly createdAt: Date;
};

export type WorldRow = {
  readonly id: WorldId;
  readonly name: string;
  readonly capacity: number;
  readonly settings: WorldSettings;
  readonly content: WorldContent;
  /** The version all this is of; null where none is live. */
  readonly liveVersion: number | null;
};

/** What is tried of a world. */
export type VersionRow = {
  readonly number: number;
  readonly capacity: number;
  readonly settings: WorldSettings;
  readonly content: WorldContent;
};

export type RoomRow = {
  readonly id: RoomId;
  readonly worldId: WorldId;
  /** Null while no host holds the lease. */
  readonly hostId: HostId | null;
  readonly epoch: number;
  /** `seq` of the last report entry taken in this epoch; -1 before the first. */
  readonly reportedSeq: number;
};

/** An open room of an event, with the host that has it. */
export type StageRoomRow = {
  readonly id: RoomId;
  readonly epoch: number;
  readonly hostId: HostId;
  readonly address: string;
  readonly tcpPort: number;
  readonly wsUrl: string;
};

export type AssetRow = {
  readonly id: AssetId;
  readonly kind: AssetKind;
  readonly ownerId: UserId;
  readonly name: string;
  readonly objectKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly thumbnailKey: string | null;
  readonly licence: VrmLicence | null;
  readonly facts: AssetFacts;
  readonly createdAt: Date;
};

/** A lighter variant of an asset. */
export type VariantRow = {
  readonly profile: VariantProfile;
  readonly level: VariantLevel;
  readonly objectKey: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly facts: VariantFacts;
};

/** One stay of a participant in a room. */
export type VisitRow = {
  readonly roomId: RoomId;
  readonly epoch: number;
  readonly sid: number;
  readonly userId: UserId | null;
  readonly seat: Seat;
  readonly joinedAt: Date;
};
