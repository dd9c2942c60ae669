// The doors of a simulated host: tickets that say who somebody is and which connection they come by, looked at sooner or later; and
// rooms that open in their own time.

import type { Verified } from "../../room/door.ts";
import { roomIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { roleSchema } from "../../shared/schema/role.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { VirtualTime } from "../room-in-memory/virtual-time.ts";
import type { Persona } from "./persona.ts";

const SLOW_PERCENT = 15;
const SLOW_MAX_MS = 300;
const QUICK_MAX_MS = 4;

/** Of a connection, in what the host says. */
export const requestIdOf = (id: number): string => `c${id}`;

/** Whom an open host takes a connection for that enters its room. */
export const openUserOf = (id: number): string => `usr_open-${id}`;

/** The ticket of one connection. Its id comes back as the request id in what the host says of it. */
export function ticketOf({ user, name, role, room }: Persona, requestId: string): string {
  return [requestId, room, user ?? "", name, role].join("|");
}

export class Doors {
  readonly #time: VirtualTime;
  readonly #chance: Chance;
  /** Is told that a promise came true, so that whoever runs the world lets it be heard. */
  readonly #answered: () => void;

  constructor(time: VirtualTime, chance: Chance, answered: () => void) {
    this.#time = time;
    this.#chance = chance;
    this.#answered = answered;
  }

  async verify(ticket: string | null): Promise<Verified> {
    const [requestId = "", room = "", user = "", name = "", role = ""] = (ticket ?? "").split("|");
    const identity =
      user === ""
        ? null
        : { user: userIdSchema.parse(user), name, role: roleSchema.parse(role), avatar: null };
    const access = identity === null ? "open" : "participant";
    return this.later(() => ({ access, room: roomIdSchema.parse(room), identity, requestId }) as const);
  }

  /** The answer, after as long as such things take. */
  later<T>(answer: () => T): Promise<T> {
    const isSlow = this.#chance.percent(SLOW_PERCENT);
    const delayMs = this.#chance.below(isSlow ? SLOW_MAX_MS : QUICK_MAX_MS);
    return new Promise((resolve) => {
      this.#time.after(delayMs, () => {
        this.#answered();
        resolve(answer());
      });
    });
  }
}
