import { expect, test } from "bun:test";
import { performersOf } from "../../../../edge/web/room/performers.ts";
import type { Member } from "../../../../shared/protocol/ext/presence.ts";
import { userIdSchema } from "../../../../shared/schema/ids.ts";

const userOf = (name: string) => userIdSchema.parse(`usr_${name}`);
const member = (sid: number, name: string, role: Member["role"]): Member => ({
  sid,
  user: userOf(name),
  name,
  role,
  device: "desktop",
  avatar: null,
  muted: false,
  silenced: false,
  away: false,
  reconnecting: false,
  joinedAt: sid,
});

test("gifts are for who performs, each once however many windows they have open, and never for oneself", () => {
  const people = [
    member(1, "me", "performer"),
    member(2, "singer", "performer"),
    member(3, "singer", "performer"),
    member(4, "keeper", "staff"),
    member(5, "dancer", "performer"),
  ];
  expect(performersOf(people, userOf("me")).map(({ name }) => name)).toEqual(["singer", "dancer"]);
});
