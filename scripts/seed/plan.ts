// How much is made up, and how what is made up is named: ids say by themselves to which set they belong, and are the same in
// every run, so that a second run finds what the first one made.

export type SeedPlan = {
  /** Part of every id: `wld_<name>-000017`. */
  readonly name: "demo" | "large";
  readonly users: number;
  readonly worlds: number;
  readonly events: number;
  readonly avatars: number;
  readonly items: number;
  /** Rooms that were, and are closed. */
  readonly rooms: number;
  readonly visits: number;
  readonly friendships: number;
};

/** An afternoon in a square that people know. No avatars: their files would be nowhere. */
export const DEMO_PLAN: SeedPlan = {
  name: "demo",
  users: 30,
  worlds: 48,
  events: 14,
  avatars: 0,
  items: 0,
  rooms: 60,
  visits: 900,
  friendships: 60,
};

/** A square with years behind it: what lists and searches are measured at. */
export const LARGE_PLAN: SeedPlan = {
  name: "large",
  users: 50_000,
  worlds: 100_000,
  events: 20_000,
  avatars: 30_000,
  items: 10_000,
  rooms: 40_000,
  visits: 1_000_000,
  friendships: 100_000,
};

/** The large plan with so many worlds, and as much less of everything else. */
export function scaledPlan(worlds: number): SeedPlan {
  const share = worlds / LARGE_PLAN.worlds;
  const scaled = (count: number): number => Math.max(1, Math.ceil(count * share));
  return {
    name: LARGE_PLAN.name,
    users: scaled(LARGE_PLAN.users),
    worlds,
    events: scaled(LARGE_PLAN.events),
    avatars: scaled(LARGE_PLAN.avatars),
    items: scaled(LARGE_PLAN.items),
    rooms: scaled(LARGE_PLAN.rooms),
    visits: scaled(LARGE_PLAN.visits),
    friendships: scaled(LARGE_PLAN.friendships),
  };
}

export const ID_DIGITS = 7;
const PREFIX = { user: "usr", world: "wld", event: "evt", avatar: "ast", item: "ast", room: "rm" } as const;

/** What the ids of a noun begin with; avatars and items are assets, told apart by a letter. */
export function idPrefix(plan: SeedPlan, noun: keyof typeof PREFIX): string {
  const kind = noun === "avatar" ? "a" : noun === "item" ? "i" : "";
  return `${PREFIX[noun]}_${plan.name}-${kind}`;
}

/** The id of the n-th of a noun, from 0. */
export function seedId(plan: SeedPlan, noun: keyof typeof PREFIX, n: number): string {
  return idPrefix(plan, noun) + String(n).padStart(ID_DIGITS, "0");
}
