import { expect, test } from "bun:test";
import { type ActionKind, LEAST_ROLE, mayDo, rankOf } from "../../../room/state/permissions.ts";
import { roleSchema } from "../../../shared/schema/role.ts";

const kinds = Object.keys(LEAST_ROLE) as ActionKind[];

test("[RIGHT-1] whoever may do something, everybody above may as well", () => {
  const ladder = roleSchema.options;
  expect(ladder.map(rankOf)).toEqual([0, 1, 2, 3, 4, 5]);
  for (const kind of kinds) {
    const from = ladder.indexOf(LEAST_ROLE[kind]);
    expect([kind, ladder.map((role) => mayDo(role, kind))]).toEqual([
      kind,
      ladder.map((_, rank) => rank >= from),
    ]);
  }
});

test("[RIGHT-1] a guest neither makes items nor sets the room's keys, staff takes away anything", () => {
  expect(mayDo("guest", "item-spawn")).toBe(false);
  expect(mayDo("guest", "state-room")).toBe(false);
  expect(mayDo("performer", "item-despawn-any")).toBe(false);
  expect(mayDo("staff", "item-despawn-any")).toBe(true);
});
