// Two rooms of one event on one host, without sockets: their stages are joined as a host joins them, and time passes for both.

import { createStages } from "../../../room/stage/stages.ts";
import { bringBlocks } from "../../../room/state/brought-blocks.ts";
import { tickFeeds } from "../../../room/state/stage/feed.ts";
import { createLog } from "../../../shared/http/log.ts";
import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import type { Packet } from "../../../shared/protocol/packet.ts";
import { hostIdSchema, roomIdSchema, type UserId } from "../../../shared/schema/ids.ts";
import type { EventStage, RoomSpec } from "../../../shared/schema/room-spec.ts";
import { ALL_CAPABILITIES, type Client, type Heard, SPEC, Square } from "../support.ts";

const LOOK_INTERVAL_MS = 250;
const HALL = roomIdSchema.parse("rm_hall");
const ANNEX = roomIdSchema.parse("rm_annex");

const mirrorsOf = (...rooms: RoomSpec["room"][]): EventStage => ({
  key: "k".repeat(43),
  mirrors: rooms.map((room) => ({
    room,
    epoch: 1,
    hostId: hostIdSchema.parse("hst_here"),
    host: { address: "127.0.0.1", tcpPort: 1, wsUrl: "ws://127.0.0.1:1/mqtt" },
  })),
});

export class TwoRooms {
  readonly hall = new Square({ ...SPEC, room: HALL, stage: mirrorsOf(ANNEX) });
  readonly annex = new Square({ ...SPEC, room: ANNEX, capacity: 3, stage: mirrorsOf(HALL) });
  /** Whom users have blocked wherever they are. */
  readonly blocks = new Map<UserId, ReadonlySet<UserId>>();
  readonly #heard = new Map<Client, { packets: Packet[]; sections: DownSection[] }>();
  #open = [this.hall, this.annex];
  readonly #stages = createStages({
    log: createLog({ process: "room", format: "json", nowMs: () => this.hall.nowMs, write: () => {} }),
    metrics: this.hall.metrics,
    rooms: {
      get: (id) => this.#open.find(({ room }) => room.spec.room === id)?.room,
      all: () => this.#open.map(({ room }) => room),
    },
    broughtAlong: {
      bring: async (room, user) => bringBlocks(room, user, this.blocks.get(user) ?? new Set()),
    },
    stage: null,
    nowMs: () => this.hall.nowMs,
    failed: (_room, error) => {
      throw error;
    },
  });

  /** Somebody in the other room than that of the performers. */
  guest(name = "guest"): Client {
    return this.reads(this.annex.enter(name, { capabilities: ALL_CAPABILITIES }));
  }

  performer(name = "star", square = this.hall): Client {
    return this.reads(square.enter(name, { capabilities: ALL_CAPABILITIES, role: "performer" }));
  }

  /** From now on the client reads as fast as it comes. */
  reads(client: Client): Client {
    this.#heard.set(client, { packets: [], sections: [] });
    return client;
  }

  /** What a client read since it was last asked. */
  heardBy(client: Client): Heard {
    this.#read();
    const heard = this.#heard.get(client) ?? { packets: [], sections: [] };
    this.reads(client);
    return heard;
  }

  #read(): void {
    for (const [client, heard] of this.#heard) {
      const { packets, sections } = client.heard();
      heard.packets.push(...packets);
      heard.sections.push(...sections);
    }
  }

  /** The hall's host is gone, or its room. */
  closeHall(): void {
    this.#open = [this.annex];
  }

  reopenHall(): void {
    this.#open = [this.hall, this.annex];
  }

  async pass(ms: number): Promise<void> {
    for (const untilMs = this.hall.nowMs + ms; this.hall.nowMs < untilMs; ) {
      if (this.hall.nowMs % LOOK_INTERVAL_MS === 0) this.#stages.look(this.hall.nowMs);
      for (const square of this.#open) tickFeeds(square.room, square.nowMs);
      this.hall.pass(5);
      this.annex.pass(5);
      this.#read();
      // What was asked for is brought meanwhile.
      await null;
      await null;
    }
  }
}
