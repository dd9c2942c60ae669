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

/** Of what comes through sockets; an avatar is uploaded, and takes a thousand times as long. */
const WIRE: readonly Target[] = [
  framer,
  packetV4,
  packetV5,
  publish,
  hello,
  ...sectionTargets,
  session,
  createCompare().target,
];
export const TARGETS: readonly Target[] = [...WIRE, createAvatar()];

/** Names of several. */
export const GROUPS = [{ name: "wire", about: "all of the above but avatars", targets: WIRE }] as const;

/** The targets a command line names; none named means all. Null for a name nobody has. */
export function targetsNamed(name: string | null): readonly Target[] | null {
  if (name === null) return TARGETS;
  const group = GROUPS.find((one) => one.name === name);
  if (group !== undefined) return group.targets;
  const named = [...TARGETS, canary, createAvatarCanary()].filter((target) => target.name === name);
  return named.length === 0 ? null : named;
}
