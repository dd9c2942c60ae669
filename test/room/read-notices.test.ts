// How a host reads notices: in order, each once, whatever fails in between.

import { expect, test } from "bun:test";
import { createNoticeReader } from "../../room/read-notices.ts";
import { createLog } from "../../shared/http/log.ts";
import { Problem } from "../../shared/http/problem.ts";
import { noticeIdSchema } from "../../shared/schema/ids.ts";
import type { HostNotices } from "../../shared/schema/internal/notices.ts";

const log = createLog({ process: "room", format: "json", nowMs: () => 0, write: () => {} });

/** An origin that has said `said` things so far, two to an answer, and is away as often as told. */
function reader(said: number, awayTimes = 0) {
  const state = { said, awayTimes, asked: 0, onAsked: () => {} };
  const heard: string[] = [];
  const notices = async (after: number): Promise<HostNotices> => {
    state.asked++;
    if (state.awayTimes-- > 0) throw new Error("away");
    const last = Math.min(state.said, after + 2);
    const items = Array.from({ length: last - after }, (_, index) => ({
      id: noticeIdSchema.parse(`ntc_${after + index + 1}`),
      text: "x",
      atMs: 0,
      rooms: [],
    }));
    const page = { items, last, hasMore: last < state.said };
    state.onAsked();
    return page;
  };
  const made = createNoticeReader({
    origin: { notices },
    log,
    notify: ({ id }) => heard.push(id),
    after: async () => {},
  });
  return { state, heard, ...made };
}

test("page after page, and from there on", async () => {
  const { state, heard, look } = reader(5);
  await look();
  expect(heard).toEqual(["ntc_1", "ntc_2", "ntc_3", "ntc_4", "ntc_5"]);
  state.said = 6;
  await look();
  await look();
  expect(heard.slice(5)).toEqual(["ntc_6"]);
});

test("again while the origin is away, nothing twice", async () => {
  const { heard, look } = reader(3, 4);
  await look();
  expect(heard).toEqual(["ntc_1", "ntc_2", "ntc_3"]);
});

test("once more for whoever is told of one while it looks", async () => {
  const { state, heard, look } = reader(1);
  // It commits behind the read: the first answer has not got it.
  state.onAsked = () => {
    state.onAsked = () => {};
    state.said = 2;
    void look();
  };
  await look();
  expect(heard).toEqual(["ntc_1", "ntc_2"]);
  expect(state.asked).toBe(2);
});

test("not again from an origin that has none to give", async () => {
  const asked: number[] = [];
  const { look } = createNoticeReader({
    origin: {
      notices: async (after) => {
        asked.push(after);
        throw new Problem({ status: 404, code: "NOT_FOUND", title: "There is nothing here" });
      },
    },
    log,
    notify: () => {},
    after: async () => {},
  });
  await look();
  await look();
  expect(asked).toEqual([0, 0]);
});

test("not any more once it was stopped", async () => {
  const { state, heard, look, stop } = reader(9);
  state.onAsked = stop;
  await look();
  await look();
  expect(heard).toEqual(["ntc_1", "ntc_2"]);
});
