// What the host says of itself in its log, as it happens: who is in, who left, who is kept from whom. The simulation holds what
// clients hear against this. Every occurrence has a number, so that "before" and "after" need no clock.

import type { LogFields } from "../../shared/http/log.ts";

export type Membership = { readonly sid: number; readonly user: string; readonly order: number };
type Change = { readonly order: number; readonly isSo: boolean };

const pairKey = (room: string, a: string, b: string): string =>
  a < b ? `${room} ${a} ${b}` : `${room} ${b} ${a}`;

/** A fact that is or is not so, with when it changed. */
class Fact {
  readonly #changes: Change[] = [];

  set(order: number, isSo: boolean): void {
    if ((this.#changes.at(-1)?.isSo ?? false) !== isSo) this.#changes.push({ order, isSo });
  }
  isSo(order = Number.POSITIVE_INFINITY): boolean {
    return this.#changes.findLast((change) => change.order <= order)?.isSo ?? false;
  }
  /** Whether it was so all the time between two occurrences. */
  isSoThroughout(from: number, to: number): boolean {
    return this.isSo(from) && !this.#changes.some(({ order, isSo }) => !isSo && order > from && order <= to);
  }
  get wasEver(): boolean {
    return this.#changes.length > 0;
  }
}

export class Said {
  readonly members = new Map<string, Map<number, Membership>>();
  /** Of rooms, by when they opened. */
  readonly openedAtMs = new Map<string, number>();
  readonly #users = new Map<string, string>();
  readonly #blocks = new Map<string, Set<string>>();
  readonly #apart = new Map<string, Fact>();
  readonly #silenced = new Map<string, Fact>();

  /** Takes up one line of the host's log. */
  take(event: string, fields: LogFields, order: number, nowMs: number): void {
    const room = String(fields["room"]);
    switch (event) {
      case "room.opened":
        this.openedAtMs.set(room, nowMs);
        this.members.set(room, new Map());
        return;
      case "room.join": {
        const sid = Number(fields["sid"]);
        const user = String(fields["user"]);
        this.members.get(room)?.set(sid, { sid, user, order });
        this.#users.set(`${room} ${sid}`, user);
        return;
      }
      case "room.leave":
        this.members.get(room)?.delete(Number(fields["sid"]));
        return;
      case "room.moderated":
        return this.#moderated(room, fields, order);
    }
  }

  /** Whose a sid is, or was. */
  userOf(room: string, sid: number): string {
    return this.#users.get(`${room} ${sid}`) ?? "";
  }

  /** Whether two users were kept apart all the time between two occurrences. */
  isApart(room: string, a: string, b: string, from: number, to: number): boolean {
    return this.#apart.get(pairKey(room, a, b))?.isSoThroughout(from, to) === true;
  }
  wasEverApart(room: string, a: string, b: string): boolean {
    return this.#apart.get(pairKey(room, a, b))?.wasEver === true;
  }
  /** Whether anybody was ever kept apart from anybody. */
  wasAnybodyApart(room: string): boolean {
    return [...this.#apart.keys()].some((key) => key.startsWith(`${room} `));
  }
  /** Whether a user was ever kept apart from anybody. */
  isEverApartFromAnybody(room: string, user: string): boolean {
    return [...this.#apart.keys()].some((key) => key.startsWith(`${room} `) && key.split(" ").includes(user));
  }
  isApartNow(room: string, a: string, b: string): boolean {
    return this.#apart.get(pairKey(room, a, b))?.isSo() === true;
  }
  isSilenced(room: string, user: string, from: number, to: number): boolean {
    return this.#silenced.get(`${room} ${user}`)?.isSoThroughout(from, to) === true;
  }

  #moderated(room: string, fields: LogFields, order: number): void {
    const [op, target, by] = [String(fields["op"]), String(fields["target"]), String(fields["by"])];
    if (op === "mute" || op === "unmute")
      factOf(this.#silenced, `${room} ${target}`).set(order, op === "mute");
    if (op !== "block" && op !== "unblock") return;
    const blocked = this.#blocks.get(`${room} ${by}`) ?? new Set<string>();
    this.#blocks.set(`${room} ${by}`, blocked);
    if (op === "block") blocked.add(target);
    else blocked.delete(target);
    const isApart = blocked.has(target) || this.#blocks.get(`${room} ${target}`)?.has(by) === true;
    factOf(this.#apart, pairKey(room, by, target)).set(order, isApart);
  }
}

function factOf(facts: Map<string, Fact>, key: string): Fact {
  const fact = facts.get(key) ?? new Fact();
  facts.set(key, fact);
  return fact;
}
