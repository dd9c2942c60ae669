// When a host asks what holds of somebody, and what it does while nobody answers.

import { afterEach, describe, expect, test } from "bun:test";
import { type BroughtAlong, createBroughtAlong } from "../../room/brought-along.ts";
import { followNews } from "../../room/follow-news.ts";
import type { Rooms } from "../../room/rooms.ts";
import { isSilenced } from "../../room/state/moderation-state.ts";
import { VirtualTime } from "../../scripts/room-in-memory/virtual-time.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { type UserId, userIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import { type ChangePage, roomTag } from "../../shared/schema/internal/changes.ts";
import { eventually } from "../support/eventually.ts";
import { Square } from "./support.ts";

const user = (name: string): UserId => userIdSchema.parse(`usr_${name}`);
const WORLD = worldIdSchema.parse("wld_a");
const A = user("a");
const away = () => new Problem({ status: 503, code: "ORIGIN_AWAY", title: "away" });
const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: () => {} });

/** One room, and questions that are answered by hand. */
function lists() {
  const { room } = new Square();
  const time = new VirtualTime();
  const questions: PromiseWithResolvers<readonly UserId[]>[] = [];
  const blocks: BroughtAlong = createBroughtAlong(
    {
      nowMs: () => time.nowMs,
      log,
      timers: time,
      askBroughtAlong: async () => {
        const question = Promise.withResolvers<readonly UserId[]>();
        questions.push(question);
        return { users: [...(await question.promise)], sanctions: [] };
      },
    },
    { all: () => [room] } as unknown as Rooms,
    () => {},
  );
  const blockedByA = () => [...(room.moderation.brought.get(A) ?? [])];
  return { room, time, questions, blocks, blockedByA };
}

describe("[BLOCK-5] whom somebody has blocked", () => {
  test("is asked anew before they enter when it changed while it was asked", async () => {
    const { room, questions, blocks, blockedByA } = lists();
    const entering = blocks.bring(room, A);
    blocks.changed(A);
    questions[0]?.resolve([]);
    await eventually("the second question", () => questions.length === 2);
    questions[1]?.resolve([user("b")]);
    await entering;
    expect(blockedByA()).toEqual([user("b")]);
    expect(questions).toHaveLength(2);
  });

  test("is asked when it changed later, of nobody who never came", async () => {
    const { room, questions, blocks, blockedByA } = lists();
    blocks.changed(user("nobody"));
    const entering = blocks.bring(room, A);
    questions[0]?.resolve([]);
    await entering;
    blocks.changed(A);
    questions[1]?.resolve([user("b")]);
    await eventually("the block", () => blockedByA().length === 1);
    expect(questions).toHaveLength(2);
  });

  test("stays as it was while the origin is away, and is asked again", async () => {
    const { room, time, questions, blocks, blockedByA } = lists();
    const first = blocks.bring(room, A);
    questions[0]?.resolve([user("b")]);
    await first;
    const again = blocks.bring(room, A);
    questions[1]?.reject(away());
    await again;
    expect(blockedByA()).toEqual([user("b")]);
    while (time.step(time.nowMs + 1_000));
    questions[2]?.resolve([]);
    await eventually("the fresh list", () => blockedByA().length === 0);
  });

  test("is asked of everybody, one after the other, when it is not known who changed it", async () => {
    const { room, questions, blocks } = lists();
    for (const name of ["a", "b"]) {
      const entering = blocks.bring(room, user(name));
      questions.at(-1)?.resolve([]);
      await entering;
    }
    const all = blocks.changedForAnybody();
    expect(questions).toHaveLength(3);
    questions[2]?.resolve([]);
    await eventually("the next question", () => questions.length === 4);
    questions[3]?.resolve([]);
    await all;
  });
});

describe("[MOD-9] somebody who was never here, and has a ticket", () => {
  const isHeard = ({ room }: ReturnType<typeof lists>) => !isSilenced(room.moderation, A, 0);

  test("comes in while the origin is away, and is not heard until it has been asked", async () => {
    const square = lists();
    const { room, time, questions, blocks, blockedByA } = square;
    const entering = blocks.bring(room, A);
    questions[0]?.reject(away());
    await entering;
    expect(isHeard(square)).toBe(false);
    while (time.step(time.nowMs + 1_000));
    questions[1]?.resolve([user("b")]);
    await eventually("the answer", () => blockedByA().length === 1);
    expect(isHeard(square)).toBe(true);
  });

  test("does not stand at the door for an origin that says nothing", async () => {
    const square = lists();
    const entering = square.blocks.bring(square.room, A);
    while (square.time.step(square.time.nowMs + 1_500));
    await entering;
    expect(isHeard(square)).toBe(false);
    expect(square.questions).toHaveLength(1);
  });

  test("is kept out when the origin says that there is nobody such", async () => {
    const { room, questions, blocks } = lists();
    const entering = blocks.bring(room, A);
    questions[0]?.reject(new Problem({ status: 404, code: "USER_NOT_FOUND", title: "nobody" }));
    expect(await entering.catch((error: Problem) => error.code)).toBe("USER_NOT_FOUND");
  });
});

describe("news of the origin", () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  test("are followed from where the last answer ended, over an origin that was away, and a reset tells of everybody", async () => {
    const page = (cursor: string, tags: string[] = [], isReset = false): ChangePage => ({
      cursor,
      tags,
      isReset,
      hasMore: false,
    });
    const answers: (ChangePage | Error)[] = [
      page("1"),
      page("2", [roomTag.blocks(A), "something:else", roomTag.world(WORLD)]),
      new Error("away"),
      page("3", [], true),
    ];
    const asked: (string | null)[] = [];
    const told: string[] = [];
    stops.push(
      followNews({
        origin: {
          news: async (after) => {
            asked.push(after);
            const answer = answers.shift();
            if (answer === undefined) return new Promise(() => {});
            if (answer instanceof Error) throw answer;
            return answer;
          },
        },
        log,
        heard: (news) => told.push("id" in news ? news.id : news.about),
        everythingChanged: async () => void told.push("everybody"),
      }),
    );
    await eventually("five questions", () => asked.length === 5);
    expect(asked).toEqual([null, "1", "2", "2", "3"]);
    expect(told).toEqual(["everybody", A, WORLD, "everybody"]);
  });
});
