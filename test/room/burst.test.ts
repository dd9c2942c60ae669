// Ten thousand who connect at once and get no further than the first byte of a CONNECT, from one address and from many: who is in the
// room notices nothing, the host lets go of all of them by itself, within its memory, and somebody who means it gets in. A real host
// with its usual limits.

import { afterEach, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { parsePeakKb, readRssKb } from "../../scripts/bench/process-sample.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, type MqttGuest } from "../support/mqtt-guest.ts";
import { type RoomProcess, startRoom } from "./host.ts";

const BURST = 10_000;
/** Below what one address may have, each. */
const ADDRESSES = 40;
const ENTERS_WITHIN_MS = 30_000;
/** What the kernel dropped, as more came than a listener holds, it tries again later and later. */
const ENDS_WITHIN_MS = 60_000;
const GROWTH_MAX_KB = 64 * 1024;
const CONNECT_BEGINS = Uint8Array.of(0x10);

/** Of this process, and of a host that it starts. */
function descriptorsMax(): number {
  if (process.platform !== "linux") return 0;
  const soft = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  return Number(soft ?? Number.POSITIVE_INFINITY);
}

let host: RoomProcess;
const burst: Socket[] = [];
afterEach(async () => {
  for (const socket of burst.splice(0)) socket.destroy();
  await host.stop();
});

const join = (name: string): Promise<MqttGuest> =>
  joinAsMqttGuest(`mqtt://127.0.0.1:${host.tcpPort}`, "rm_open", name, {
    clientId: name,
    protocolVersion: 5,
    connectTimeout: 5_000,
  });

async function talk(from: MqttGuest, to: MqttGuest, line: string): Promise<void> {
  await from.sendChat(line);
  await to.hears(line, ({ payload }) => new TextDecoder().decode(payload).includes(line));
}

/**
 * Opens as many sockets at once, by turns from so many addresses; answers how many have ended. None is the address that tests listen on:
 * a port of it that was free a moment ago must not be gone to one of ours.
 */
function connectAll(addresses: number): () => number {
  let ended = 0;
  for (let index = 0; index < BURST; index++) {
    const localAddress = `127.0.1.${1 + (index % addresses)}`;
    const socket = connect({ port: host.tcpPort, host: "127.0.0.1", localAddress });
    socket.on("connect", () => socket.write(CONNECT_BEGINS));
    // One that is reset has ended.
    socket.on("error", () => {});
    socket.on("close", () => ended++);
    burst.push(socket);
  }
  return () => ended;
}

/** CONNECTs that did not come to anything, by why. */
async function refusedFor(reason: string): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${host.metricsPort}/metrics`)).text();
  return Number(metrics.split(`connects_refused_total{reason="${reason}"} `)[1]?.split("\n")[0] ?? 0);
}

const isTooSmall = descriptorsMax() < BURST + 1_000;
const ways = [
  { from: "one address", addresses: 1, mostEndFor: "connection-rate-exceeded" },
  {
    from: `${ADDRESSES} addresses, none of which has too many`,
    addresses: ADDRESSES,
    mostEndFor: "keep-alive-timeout",
  },
];
test.skipIf(isTooSmall).each(ways)(
  "[LIMIT-7] 10,000 connections at once from $from (skipped where a process may not have so many)",
  async ({ addresses, mostEndFor }) => {
    host = await startRoom(
      ["--open", "--room-limits", "--tcp-port", "0", "--ws-port=0", "--metrics-port=0"],
      {},
    );
    const [ann, ben] = [await join("ann"), await join("ben")];
    const rssBeforeKb = readRssKb(host.pid);
    const endedCount = connectAll(addresses);
    for (let line = 0; line < 5; line++) await talk(ann, ben, `line ${line}`);
    const cy = await eventually("somebody new", () => join("cy").catch(() => null), ENTERS_WITHIN_MS);
    await talk(cy, ann, "I am in");
    await eventually("an end of all of them", () => endedCount() === BURST, ENDS_WITHIN_MS);
    // At once, or after the time a CONNECT may take.
    expect(await refusedFor(mostEndFor)).toBeGreaterThan(BURST / 2);
    const peakKb = parsePeakKb(readFileSync(`/proc/${host.pid}/status`, "utf8")) ?? Number.NaN;
    expect(peakKb - rssBeforeKb).toBeLessThan(GROWTH_MAX_KB);
    await talk(ben, cy, "all is well");
    for (const guest of [ann, ben, cy]) await guest.leave();
  },
  120_000,
);
