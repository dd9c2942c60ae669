// Two or three people and what they do to one another, as tests of this noun write it.

import { internalPath } from "../../../shared/schema/internal-api.ts";
import {
  type PersonPage,
  personPageSchema,
  type Relation,
  relationSchema,
} from "../../../shared/schema/social.ts";
import type { OriginUnderTest } from "../origin-under-test.ts";

export function people(origin: () => OriginUnderTest) {
  const ask = (...args: Parameters<OriginUnderTest["ask"]>) => origin().ask(...args);
  const shun = (userId: string, kind: "block" | "mute", targetId: string, method: "PUT" | "DELETE" = "PUT") =>
    ask(internalPath.shun, { params: { userId, kind, targetId }, method });
  return {
    guest: async (name: string): Promise<string> => (await origin().createGuest(name)).userId,
    befriend: (userId: string, friendId: string) =>
      ask(internalPath.friend, { params: { userId, friendId }, method: "PUT" }),
    unfriend: (userId: string, friendId: string) =>
      ask(internalPath.friend, { params: { userId, friendId }, method: "DELETE" }),
    block: (userId: string, targetId: string) => shun(userId, "block", targetId),
    unblock: (userId: string, targetId: string) => shun(userId, "block", targetId, "DELETE"),
    mute: (userId: string, targetId: string) => shun(userId, "mute", targetId),
    unmute: (userId: string, targetId: string) => shun(userId, "mute", targetId, "DELETE"),
    shunned: async (userId: string, kind: "block" | "mute", query = ""): Promise<PersonPage> =>
      personPageSchema.parse((await ask(internalPath.shunned, { params: { userId, kind }, query })).body),
    relation: async (userId: string, targetId: string): Promise<Relation> =>
      relationSchema.parse((await ask(internalPath.relation, { params: { userId, targetId } })).body),
    follow: (userId: string, targetId: string) =>
      ask(internalPath.follow, { params: { userId, targetId }, method: "PUT" }),
    unfollow: (userId: string, targetId: string) =>
      ask(internalPath.follow, { params: { userId, targetId }, method: "DELETE" }),
    follows: async (userId: string, direction: "followers" | "following", query = ""): Promise<PersonPage> =>
      personPageSchema.parse((await ask(internalPath[direction], { params: { userId }, query })).body),
    /** Both want it. */
    async friends(a: string, b: string): Promise<void> {
      await ask(internalPath.friend, { params: { userId: a, friendId: b }, method: "PUT" });
      await ask(internalPath.friend, { params: { userId: b, friendId: a }, method: "PUT" });
    },
  };
}
