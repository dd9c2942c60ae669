// What the SPEC restates from the code is made from it; what is said beside that in words is held to the code here.

import { expect, test } from "bun:test";
import { NEEDED } from "../../../room/session/frame.ts";
import { mayHear, participantTopic } from "../../../room/session/rights.ts";
import { REFUSALS } from "../../../scripts/spec/codes.ts";
import { replaceMade } from "../../../scripts/spec/markdown.ts";
import { capabilityOf } from "../../../scripts/spec/sections.ts";
import { TOPICS } from "../../../scripts/spec/topics.ts";
import { PARTS, remake, SPEC_PATH } from "../../../scripts/spec.ts";
import { endingOfConnack } from "../../../shared/client/ending.ts";
import { Capability } from "../../../shared/protocol/ext/hello.ts";
import { UP, type UpSection } from "../../../shared/protocol/ext/registry.ts";
import { ReasonCode } from "../../../shared/protocol/reason-code.ts";
import { parseRoomTopic } from "../../../shared/protocol/room-topic.ts";

test("every made part of the SPEC is as the code makes it: bun scripts/spec.ts", async () => {
  const spec = await Bun.file(SPEC_PATH).text();
  expect(remake(spec)).toBe(spec);
});

test("a part that is not in the SPEC, or that nobody makes, does not go unseen", async () => {
  const spec = await Bun.file(SPEC_PATH).text();
  const [some = ""] = Object.keys(PARTS);
  expect(() => remake(spec.replace(`scripts/spec.ts ${some} -->`, "scripts/spec.ts others -->"))).toThrow(
    `unknown others; missing ${some}`,
  );
  expect(remake(replaceMade(spec, some, "| drifted |"))).toBe(spec);
});

test("[NEG-3] the column of what sections need is what the room asks for", () => {
  for (const kind of Object.keys(UP) as UpSection["kind"][]) {
    const needs = capabilityOf(kind);
    expect([kind, NEEDED[kind] ?? 0]).toEqual([kind, needs === null ? 0 : Capability[needs]]);
  }
});

test("[TICKET-1] [TICKET-3] [MOD-5] what to do when not let in is what our own client does", () => {
  const doing = {
    again: "come again",
    "ticket-refused": "once more, with a new ticket",
    over: "stay away",
  } as const;
  for (const [name, , todo] of REFUSALS) {
    const ending = endingOfConnack(ReasonCode[name], "");
    expect([name, doing[ending.name]]).toEqual([name, todo]);
  }
});

const ROOM = "rm_test";
/** A topic of the table with something in each pair of braces. */
const example = (topic: string): string =>
  `r/${ROOM}/${topic
    .replaceAll("{sid}", "7")
    .replace("{own sid}", "3")
    .replace("{item}", "12")
    .replace("{key}", "door")
    .replace(/\{\d+ to \d+\}/, "130")}`;

test("[PLAIN-3] [TICKET-2] what the table of topics says may be published or heard may be, and nothing else of it", () => {
  for (const { topic, kind, publish, hear } of TOPICS) {
    const name = example(topic);
    expect([topic, parseRoomTopic(name)?.kind]).toEqual([topic, kind]);
    expect([topic, participantTopic(ROOM, name) !== null]).toEqual([topic, publish !== undefined]);
    if (hear !== undefined) expect([topic, mayHear("participant", ROOM, name, 3)]).toEqual([topic, 0]);
  }
});
