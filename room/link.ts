// The connections of one host: each the client's actor with the socket it came by and what is counted of it, from the first byte
// until it is forgotten. Knows no packets.

import { type Collection, Leisure } from "./leisure.ts";
import { connectionRow } from "./metrics/rows.ts";
import type { ConnectionRow } from "./metrics/source.ts";
import { Actor, type ActorOptions } from "./session/actor.ts";
import { type Excess, type Stranger, Strangers, type StrangersLimits } from "./strangers.ts";
import type { Connection } from "./transport/connection.ts";

/** An actor with its socket: one object, as there are many thousand. */
export class Link extends Actor implements Stranger {
  readonly connection: Connection;
  strangerFrom: string | null;
  /** Whether more than one turn's packets came, and the rest has its turn scheduled. */
  intake: "idle" | "scheduled" = "idle";
  /** Its socket is gone. It is forgotten once all that came before has been served. */
  isGone = false;
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
  readonly #strangers: Strangers<Link>;

  constructor(collectGarbage: (collection: Collection) => void, limits: StrangersLimits) {
    this.leisure = new Leisure(collectGarbage);
    this.#strangers = new Strangers(limits);
  }

  /** Somebody came. Answers who is one too many of those who have not shown a ticket; null when nobody is. */
  add(link: Link): Excess<Link> | null {
    this.#byId.set(link.id, link);
    this.leisure.turned();
    return this.#strangers.came(link);
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
    this.#strangers.known(link);
  }

  /** It is gone. Answers whether it was not before. */
  forget(link: Link): boolean {
    if (!this.#byId.delete(link.id)) return false;
    this.leisure.turned();
    this.know(link);
    return true;
  }
}
