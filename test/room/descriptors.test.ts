// A host that has no file descriptor left: who is in its room notices nothing, whoever comes meanwhile does not get in, and gets in
// when there is one again. A real host under a limit of the system's.

import { afterEach, expect, test } from "bun:test";
import { connect, type Socket } from "node:net";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, type MqttGuest } from "../support/mqtt-guest.ts";
import { type RoomProcess, startRoom } from "./host.ts";

const DESCRIPTORS_MAX = 96;
const UNDER_LIMIT = ["/bin/sh", "-c", `ulimit -n ${DESCRIPTORS_MAX}; exec "$@"`, "sh"];
const ROOM = "rm_open";

let host: RoomProcess;
const idle: Socket[] = [];
afterEach(async () => {
  for (const socket of idle.splice(0)) socket.destroy();
  await host.stop();
});

const join = (name: string): Promise<MqttGuest> =>
  joinAsMqttGuest(`mqtt://127.0.0.1:${host.tcpPort}`, ROOM, name, {
    clientId: name,
    protocolVersion: 5,
    connectTimeout: 1_000,
  });

test("a host without descriptors goes on for those who are there, and lets others in again when it has some", async () => {
  host = await startRoom(["--open", "--tcp-port", "0", "--ws-port=0", "--metrics-port=0"], {}, UNDER_LIMIT);
  const [ann, ben] = [await join("ann"), await join("ben")];
  for (let count = 0; count < 2 * DESCRIPTORS_MAX; count++) {
    const socket = connect(host.tcpPort, "127.0.0.1");
    socket.on("error", () => {});
    idle.push(socket);
  }
  const cy = await join("cy").catch(() => null);
  expect(cy).toBeNull();
  for (let line = 0; line < 5; line++) {
    await ann.sendChat(`line ${line}`);
    const isThat = (payload: Uint8Array) => new TextDecoder().decode(payload).includes(`line ${line}`);
    await ben.hears("it", ({ payload }) => isThat(payload));
  }
  for (const socket of idle.splice(0)) socket.destroy();
  const dan = await eventually("somebody new", () => join("dan").catch(() => null), 30_000);
  await dan.sendChat("I am in");
  await ann.hears("them", ({ payload }) => new TextDecoder().decode(payload).includes("I am in"));
  for (const guest of [ann, ben, dan]) await guest.leave();
}, 90_000);
