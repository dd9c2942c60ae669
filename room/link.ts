// The connections of one host: each the client's actor with the socket it came by and what is counted of it, from the first byte
// until it is forgotten. Knows no packets.

import { type Collection, Leisure } from "./leisure.ts";
import { connectionRow } from "./metrics/rows.ts";
import type { ConnectionRow } from "./metrics/source.ts";
import { Actor, type ActorOptions } from "./session/actor.ts";
import { Strangers } from "./strangers.ts";
import type { Connection } from "./transport/connection.ts";

/** An actor with its socket: one object, as there are many thousand. */
export class Link extends Actor {
  readonly connection: Connection;
  /** Where it called from, for as long as it has not shown a ticket. */
  strangerFrom: string | null;
  /** Whether more than one turn's packets came, and the rest has its turn scheduled. */
  intake: "idle" | "scheduled" = "idle";
  readonly connectedAtMs: number;
  packetsIn = 0;
  bytesIn = 0;

  constructor(connection: Connection, remoteAddress: string, options: Omit<ActorOptions, "wire">) {
    super({ ...options, wire: connection });
    this.connection = connection;
    this.strangerFrom = remoteAddress;
    this.connectedAtMs = options.nowMs;
  }

  row(): ConnectionRow {
    const { connection, packetsIn, bytesIn, bytesOut, connectedAtMs, state } = this;
    const { transport, isSecure } = connection;
    const lastHeardAtMs = state.name === "active" ? state.lastHeardAtMs : connectedAtMs;
    const counts = { packetsIn, bytesIn, bytesOut, connectedAtMs, lastHeardAtMs };
    return connectionRow(this, { transport, isSecure, ...counts });
  }
}

export class Links {
  readonly leisure: Leisure;
  readonly #byId = new Map<number, Link>();
  readonly #strangers: Strangers;

  /** `strangersMax`: of one address. */
  constructor(collectGarbage: (collection: Collection) => void, strangersMax: number) {
    this.leisure = new Leisure(collectGarbage);
    this.#strangers = new Strangers(strangersMax);
  }

  /** Somebody came. Answers how many of that address have not shown a ticket by now when that is too many, else null. */
  add(link: Link): number | null {
    this.#byId.set(link.id, link);
    this.leisure.turned();
    return link.strangerFrom === null ? null : this.#strangers.came(link.strangerFrom);
  }

  /** The connection of an actor that is not forgotten. */
  get(id: number): Link | undefined {
    return this.#byId.get(id);
  }

  all(): Iterable<Link> {
    return this.#byId.values();
  }

  /** It has shown a ticket. */
  know(link: Link): void {
    if (link.strangerFrom === null) return;
    this.#strangers.known(link.strangerFrom);
    link.strangerFrom = null;
  }

  /** It is gone. Answers whether it was not before. */
  forget(link: Link): boolean {
    if (!this.#byId.delete(link.id)) return false;
    this.leisure.turned();
    this.know(link);
    return true;
  }
}
