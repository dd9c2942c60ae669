// The stages that rooms of this host show: which other rooms each is joined to, straight where that room is on this host, by a link
// where it is on another. Obeys what the machines ask. SPEC [STAGE-1], [STAGE-3], [STAGE-6]

import type { Channel, OpenChannel } from "../../shared/client/channel.ts";
import type { Log } from "../../shared/http/log.ts";
import type { DownSection } from "../../shared/protocol/ext/registry.ts";
import type { Rng } from "../../shared/rng.ts";
import type { HostId, RoomId } from "../../shared/schema/ids.ts";
import type { EventStage, StageMirror } from "../../shared/schema/room-spec.ts";
import { signStagePass } from "../../shared/stage-pass.ts";
import type { BroughtAlong } from "../brought-along.ts";
import type { Metrics } from "../metrics.ts";
import type { Rooms } from "../rooms.ts";
import type { Room } from "../state/room.ts";
import { closeFeed, openFeed, type StageFeed } from "../state/stage/feed.ts";
import { showPerformers } from "../state/stage/show-performers.ts";
import {
  dropStage,
  hearStage,
  loseStage,
  newSource,
  type Performer,
  type StageSource,
} from "../state/stage/source.ts";
import { createStageLink, type LinkEffect, type StageLink } from "./link-machine.ts";

/** How a host reaches others. */
export type StageReach = {
  readonly hostId: HostId;
  /** By the WebSocket URL: it says whether there is TLS, as a TCP port does not. */
  readonly openChannel: OpenChannel;
  readonly rng: Rng;
  /** The wall clock's, by which passes are good. */
  wallMs(): number;
};

export type StagesDeps = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly rooms: Pick<Rooms, "get" | "all">;
  readonly broughtAlong: Pick<BroughtAlong, "bring">;
  /** null: only rooms of this very host show each other their stage. */
  readonly stage: StageReach | null;
  nowMs(): number;
  /** Something of ours failed with a room. */
  failed(room: RoomId, error: unknown): void;
};

export type Stages = {
  /** Joins and leaves stages as specs and people are now, and looks who is shown. Every quarter of a second. */
  look(nowMs: number): void;
  /** Ends every link. */
  close(): void;
};

/** How one room is joined to another's stage. */
type Joint = { readonly source: StageSource; readonly mirror: StageMirror; way: Way };
type Way =
  | { readonly name: "none" }
  | { readonly name: "straight"; readonly from: Room; readonly feed: StageFeed }
  | { readonly name: "link"; readonly link: StageLink; readonly out: LinkEffect[]; channel: Channel | null };

export function createStages(deps: StagesDeps): Stages {
  const { rooms, metrics, log } = deps;
  const joints = new Map<Room, Map<RoomId, Joint>>();

  function look(nowMs: number): void {
    const open = new Set(rooms.all());
    for (const [room, of] of joints)
      if (!open.has(room)) {
        for (const joint of of.values()) part(joint);
        joints.delete(room);
      }
    let linked = 0;
    for (const room of open) {
      if (room.spec.stage === null && !joints.has(room)) continue;
      try {
        linked += lookAt(room, nowMs);
      } catch (error) {
        deps.failed(room.spec.room, error);
      }
    }
    metrics.stagesHeard = linked;
  }

  /** Answers how many stages are heard. */
  function lookAt(room: Room, nowMs: number): number {
    const of = joints.get(room) ?? new Map<RoomId, Joint>();
    joints.set(room, of);
    const wanted = wantedBy(room);
    for (const [id, joint] of of) {
      const mirror = wanted.get(id);
      if (mirror === undefined) {
        part(joint);
        dropStage(room, joint.source, nowMs);
        of.delete(id);
      } else if (mirror.epoch !== joint.mirror.epoch || mirror.host.wsUrl !== joint.mirror.host.wsUrl) {
        part(joint);
        loseStage(room, joint.source, nowMs);
        of.set(id, { source: joint.source, mirror, way: { name: "none" } });
      }
    }
    for (const [id, mirror] of wanted) {
      if (of.has(id)) continue;
      const source = newSource(id, nowMs);
      room.stage.sources.set(id, source);
      of.set(id, { source, mirror, way: { name: "none" } });
    }
    for (const joint of of.values()) keep(room, joint, nowMs);
    lookWho(room, nowMs);
    return [...of.values()].filter(({ source }) => source.lostAtMs === null).length;
  }

  function lookWho(room: Room, nowMs: number): void {
    showPerformers(room, nowMs, (performer) => void bring(room, performer));
  }

  /** Nothing is shown to a room without people. */
  function wantedBy({ spec, participants, ghosts }: Room): ReadonlyMap<RoomId, StageMirror> {
    const { mirrors }: Pick<EventStage, "mirrors"> =
      participants.size + ghosts.size === 0 || spec.stage === null ? { mirrors: [] } : spec.stage;
    return new Map(mirrors.filter(({ room }) => room !== spec.room).map((mirror) => [mirror.room, mirror]));
  }

  function keep(room: Room, joint: Joint, nowMs: number): void {
    const { way, mirror, source } = joint;
    const here = rooms.get(mirror.room);
    switch (way.name) {
      case "straight":
        if (here === way.from) return;
        joint.way = { name: "none" };
        return loseStage(room, source, nowMs);
      case "link":
        way.link.passTime(nowMs);
        return obey(room, joint, way);
      case "none":
        if (here !== undefined) joint.way = joinStraight(room, source, here);
        else if (deps.stage !== null && deps.stage.hostId !== mirror.hostId)
          joint.way = { name: "link", ...newLink(room, mirror, deps.stage), channel: null };
    }
  }

  function joinStraight(room: Room, source: StageSource, from: Room): Way {
    const tell = (sections: readonly DownSection[]): void => hear(room, source, sections);
    return { name: "straight", from, feed: openFeed(from, { isClear: () => true, tell }) };
  }

  /** What fails of the room that hears is not the fault of the one that tells. */
  function hear(room: Room, source: StageSource, sections: readonly DownSection[]): void {
    try {
      const nowMs = deps.nowMs();
      for (const section of sections) hearStage(room, source, section, nowMs);
      if (sections[0]?.kind === "presence") lookWho(room, nowMs);
    } catch (error) {
      deps.failed(room.spec.room, error);
    }
  }

  function newLink({ spec }: Room, mirror: StageMirror, { rng }: StageReach) {
    const out: LinkEffect[] = [];
    return { link: createStageLink(`stage/${spec.room}/${mirror.room}`, rng, out), out };
  }

  function obey(room: Room, joint: Joint, way: Extract<Way, { name: "link" }>): void {
    const { stage } = deps;
    if (stage === null) return;
    for (let effect = way.out.shift(); effect !== undefined; effect = way.out.shift())
      switch (effect.kind) {
        case "sign":
          void sign(room, joint, way, effect.attempt, stage);
          break;
        case "open":
          way.channel = open(room, joint, way, effect.attempt, stage);
          break;
        case "send":
          way.channel?.send(effect.bytes);
          break;
        case "close":
          way.channel?.close();
          way.channel = null;
          break;
        case "joined":
          log.info("room.stage.joined", { room: room.spec.room, stage: joint.mirror.room });
          break;
        case "heard":
          hear(room, joint.source, [effect.section]);
          break;
        case "lost":
          metrics.stageLost++;
          log.warn("room.stage.lost", {
            room: room.spec.room,
            stage: joint.mirror.room,
            hostId: joint.mirror.hostId,
            reason: effect.reason,
          });
          loseStage(room, joint.source, deps.nowMs());
          break;
      }
  }

  async function sign(
    room: Room,
    joint: Joint,
    way: Extract<Way, { name: "link" }>,
    attempt: number,
    { wallMs }: StageReach,
  ): Promise<void> {
    const key = room.spec.stage?.key;
    if (key === undefined) return;
    const pass = await signStagePass({ from: room.spec.room, to: joint.mirror.room }, key, wallMs());
    way.link.signed(attempt, pass);
    obey(room, joint, way);
  }

  function open(
    room: Room,
    joint: Joint,
    way: Extract<Way, { name: "link" }>,
    attempt: number,
    { openChannel }: StageReach,
  ): Channel {
    const { link } = way;
    const then = (happened: () => void) => (): void => {
      happened();
      obey(room, joint, way);
    };
    return openChannel(joint.mirror.host, {
      opened: then(() => link.opened(attempt)),
      received: (bytes) => {
        metrics.stageReadBytes += bytes.length;
        then(() => link.received(attempt, bytes, deps.nowMs()))();
      },
      closed: then(() => link.closed(attempt, deps.nowMs())),
    });
  }

  async function bring(room: Room, performer: Performer): Promise<void> {
    performer.blocks = "asked";
    try {
      await deps.broughtAlong.bring(room, performer.member.user);
      performer.blocks = "known";
    } catch (error) {
      // Asked again when it is next looked.
      performer.blocks = "unknown";
      return log.warn("room.stage.unknown", { room: room.spec.room, user: performer.member.user, error });
    }
    try {
      lookWho(room, deps.nowMs());
    } catch (error) {
      deps.failed(room.spec.room, error);
    }
  }

  function part({ way }: Joint): void {
    if (way.name === "straight") closeFeed(way.from, way.feed);
    if (way.name !== "link") return;
    way.link.leave();
    for (const effect of way.out.splice(0)) {
      if (effect.kind === "send") way.channel?.send(effect.bytes);
      if (effect.kind === "close") way.channel?.close();
    }
  }

  return {
    look,
    close: () => {
      for (const of of joints.values()) for (const joint of of.values()) part(joint);
      joints.clear();
    },
  };
}
