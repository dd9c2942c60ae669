import { expect, test } from "bun:test";
import { createStageLink, type LinkEffect } from "../../../room/stage/link-machine.ts";
import { encodePacket } from "../../../shared/protocol/packet.ts";

const CONNACK = encodePacket({ type: "connack", sessionPresent: false, reasonCode: 0, properties: {} }, 5);
const REFUSED = encodePacket({ type: "connack", sessionPresent: false, reasonCode: 0x88, properties: {} }, 5);

function start() {
  const out: LinkEffect[] = [];
  const link = createStageLink("stage/rm_a/rm_b", () => 0, out);
  const kinds = () => out.splice(0).map(({ kind }) => kind);
  /** To the moment at which it hears the answer to CONNECT. */
  const connect = (of: number) => {
    link.signed(of, "pass");
    link.opened(of);
  };
  return { link, kinds, connect };
}

test("[STAGE-3] a link gets a pass, opens, greets and is joined; what an earlier try hears counts no more", () => {
  const { link, kinds, connect } = start();
  link.passTime(0);
  link.signed(1, "pass");
  link.opened(1);
  link.received(1, CONNACK, 10);
  expect(kinds()).toEqual(["sign", "open", "send", "joined"]);
  link.closed(1, 20);
  expect(kinds()).toEqual(["close", "lost"]);
  link.passTime(1_000);
  link.closed(1, 1_000);
  link.received(1, CONNACK, 1_000);
  expect(kinds()).toEqual(["sign"]);
  connect(2);
  link.received(2, CONNACK, 1_010);
  expect(kinds()).toEqual(["open", "send", "joined"]);
});

test("[STAGE-6] a link that is refused is tried again after a wait that doubles up to 2 s, with chance", () => {
  const { link, kinds, connect } = start();
  const waits: number[] = [];
  link.passTime(0);
  for (let [of, nowMs] = [1, 0]; of <= 5; of++) {
    connect(of);
    link.received(of, REFUSED, nowMs);
    kinds();
    const failedAtMs = nowMs;
    do link.passTime(++nowMs);
    while (!kinds().includes("sign"));
    waits.push(nowMs - failedAtMs);
  }
  expect(waits).toEqual([125, 250, 500, 1_000, 1_000]);
});

test("[STAGE-6] a link on which nothing is heard for 6 s is lost, though it asks every 2 s", () => {
  const { link, kinds, connect } = start();
  link.passTime(0);
  connect(1);
  link.received(1, CONNACK, 0);
  kinds();
  for (const atMs of [1_900, 2_000, 3_900, 4_000, 5_900]) link.passTime(atMs);
  expect(kinds()).toEqual(["send", "send"]);
  link.passTime(6_000);
  expect(kinds()).toEqual(["close", "lost"]);
});

test("[STAGE-3] what is no MQTT ends the link, and one that has left does nothing more", () => {
  const { link, kinds, connect } = start();
  link.passTime(0);
  connect(1);
  link.received(1, CONNACK, 0);
  kinds();
  link.received(1, Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 10);
  expect(kinds()).toEqual(["close", "lost"]);
  link.leave();
  link.passTime(60_000);
  expect(kinds()).toEqual([]);
});
