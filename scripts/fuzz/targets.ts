// Every fuzz target by name. `all` leaves out the canaries, which are there to fail.

import type { Target } from "./target.ts";
import { createAvatar, createAvatarCanary } from "./targets/avatar.ts";
import { canary } from "./targets/canary.ts";
import { createCompare } from "./targets/compare.ts";
import { framer } from "./targets/framer.ts";
import { hello } from "./targets/hello.ts";
import { packetV4, packetV5, publish } from "./targets/packet.ts";
import { sectionTargets } from "./targets/section.ts";
import { session } from "./targets/session.ts";

export const TARGETS: readonly Target[] = [
  framer,
  packetV4,
  packetV5,
  publish,
  hello,
  ...sectionTargets,
  session,
  createAvatar(),
  createCompare().target,
];

/** The targets a command line names; none named means all. Null for a name nobody has. */
export function targetsNamed(name: string | null): readonly Target[] | null {
  if (name === null) return TARGETS;
  const named = [...TARGETS, canary, createAvatarCanary()].filter((target) => target.name === name);
  return named.length === 0 ? null : named;
}
