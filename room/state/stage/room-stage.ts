// What a room keeps of stages: to whom it shows its own, and whose it shows. SPEC [STAGE-1]

import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import type { RoomId } from "../../../shared/schema/ids.ts";
import type { StageFeed } from "./feed.ts";
import type { StageSource } from "./source.ts";

export type RoomStage = {
  /** Of other rooms, which are shown this one's stage. */
  readonly feeds: Set<StageFeed>;
  /** Other rooms whose stage is shown here. */
  readonly sources: Map<RoomId, StageSource>;
  /** Counts whoever comes, goes or changes here: feeds then look who is on the stage. */
  changes: number;
};

/** Where a stage is shown: another room of this host, or a connection to another host. */
export type StageSink = {
  /** Whether it has taken all that it was told. */
  isClear(): boolean;
  tell(sections: readonly DownSection[]): void;
};

export function newRoomStage(): RoomStage {
  return { feeds: new Set(), sources: new Map(), changes: 0 };
}
