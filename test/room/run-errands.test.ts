// What a host does about each kind of news, with the loop and the origin as small as they can be.

import { describe, expect, test } from "bun:test";
import { runErrand } from "../../room/run-errands.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { assetIdSchema, roomIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { roomNewsOf, roomTag } from "../../shared/schema/internal/changes.ts";
import type { RoomEvidence } from "../../shared/schema/room-evidence.ts";
import { SPEC } from "./support.ts";

const ROOM = roomIdSchema.parse("rm_a");
const EVIDENCE: RoomEvidence = { atMs: 1, people: [], lines: [] };
const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: () => {} });
const problem = (status: number, code: string) => new Problem({ status, code, title: code });

/** A host that has the room, beside an origin that answers these, one after the other. */
function host(answers: readonly ("ok" | Problem)[] = [], hasRoom = true) {
  const left = [...answers];
  const done: string[] = [];
  const answer = (what: string) => {
    done.push(what);
    const next = left.shift() ?? "ok";
    if (next !== "ok") throw next;
  };
  return {
    done,
    deps: {
      log,
      after: async () => {},
      origin: {
        roomSpec: async () => {
          answer("asked");
          return SPEC;
        },
        evidence: async () => answer("sent"),
      },
      notices: { look: async () => void done.push("looked") },
      loop: {
        broughtAlong: { changed: (user: string) => done.push(user), changedForAnybody: async () => {} },
        renewSpecs: async (which: string) => void done.push(`renewed ${which}`),
        takeOff: (asset: string) => done.push(asset),
        evidenceOf: () => (hasRoom ? EVIDENCE : null),
        closeRoom: (_room: string, because?: string) => done.push(because ?? "closed"),
      },
    } as unknown as Parameters<typeof runErrand>[0],
  };
}

const run = async (tag: string, ...args: Parameters<typeof host>) => {
  const { deps, done } = host(...args);
  const news = roomNewsOf(tag);
  if (news === null) throw new Error(`no news: ${tag}`);
  await runErrand(deps, news);
  return done;
};

describe("news of the origin", () => {
  test("about a user or an asset are looked into by the loop", async () => {
    const user = userIdSchema.parse("usr_a");
    for (const tag of [roomTag.blocks(user), roomTag.sanctions(user)]) expect(await run(tag)).toEqual([user]);
    expect(await run(roomTag.notices)).toEqual(["looked"]);
    const asset = assetIdSchema.parse("ast_a");
    expect(await run(roomTag.asset(asset))).toEqual([asset]);
  });

  test("about a room close it when the origin says so, and only then; else it is looked what it is made of", async () => {
    const tag = roomTag.room(ROOM);
    expect(await run(tag, [problem(404, "ROOM_NOT_FOUND")])).toEqual(["asked", "closed"]);
    const why = new Problem({
      status: 404,
      code: "ROOM_NOT_FOUND",
      title: "Gone",
      detail: "It was called off.",
    });
    expect(await run(tag, [why])).toEqual(["asked", "It was called off."]);
    expect(await run(tag, ["ok"])).toEqual(["asked", `renewed ${ROOM}`]);
    expect(await run(tag, [problem(503, "ORIGIN_AWAY")])).toEqual(["asked"]);
    expect(await run(tag, [], false)).toEqual([]);
  });

  test("that somebody reported what happened are answered, again while the origin is away, but not for ever", async () => {
    const tag = roomTag.evidence(ROOM);
    const away = problem(503, "ORIGIN_AWAY");
    expect(await run(tag, [away, away, "ok"])).toEqual(["sent", "sent", "sent"]);
    expect(
      await run(
        tag,
        Array.from({ length: 20 }, () => away),
      ),
    ).toHaveLength(5);
    expect(await run(tag, [], false)).toEqual([]);
  });

  test("of a kind nobody knows yet, or about nothing, are none", () => {
    for (const tag of ["weather:rm_a", "blocks:rm_a", "room", "evidence:"])
      expect(roomNewsOf(tag)).toBeNull();
  });
});
