import { expect, test } from "bun:test";
import { mayDo } from "../../../room/state/permissions.ts";
import {
  EVENT_RIGHTS,
  type EventRole,
  eventRoleSchema,
  rightsOf,
  roomRoleOf,
  standingOf,
} from "../../../shared/schema/event-role.ts";
import { roleSchema } from "../../../shared/schema/role.ts";

const STANDINGS: readonly (EventRole | null)[] = [null, ...eventRoleSchema.options];

test("each role may what this table says", () => {
  const may = (role: EventRole | null) =>
    Object.entries(rightsOf(role))
      .filter(([, right]) => right === true)
      .map(([name]) => name)
      .join(" ");
  expect(STANDINGS.map((role) => [role, may(role), rightsOf(role).earlyEntryMinutes])).toEqual([
    [null, "", 15],
    ["organiser", "stageVoice screen camera expel backstage manage", 120],
    ["staff", "stageVoice screen camera expel backstage", 120],
    ["performer", "stageVoice screen", 60],
    ["guest", "", 30],
  ]);
});

test("rooms let each do what its rights at the event say, no more and no less", () => {
  for (const role of eventRoleSchema.options) {
    const { stageVoice, screen, camera, expel, roomRole } = EVENT_RIGHTS[role];
    const actions = ["voice-stage", "state-screen", "state-camera", "kick"] as const;
    expect([role, ...actions.map((action) => mayDo(roomRole, action))]).toEqual([
      role,
      stageVoice,
      screen,
      camera,
      expel,
    ]);
  }
});

test("nobody is less in an event's rooms than elsewhere, and nobody becomes the server", () => {
  for (const own of roleSchema.options)
    for (const role of STANDINGS) {
      const there = roomRoleOf(own, role);
      expect(roleSchema.options.indexOf(there)).toBeGreaterThanOrEqual(roleSchema.options.indexOf(own));
      expect([own, standingOf(role).roomRole ?? own]).toContain(there);
      if (own !== "server") expect(there).not.toBe("server");
    }
});
