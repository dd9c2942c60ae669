// Somebody else's MQTT clients, when this machine has them (Debian: mosquitto-clients): mosquitto_pub and mosquitto_sub in each
// protocol version they speak.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type RoomProcess, startOpenHost } from "../room/host.ts";

const isInstalled = Bun.which("mosquitto_pub") !== null && Bun.which("mosquitto_sub") !== null;
const VERSIONS = ["mqttv31", "mqttv311", "mqttv5"] as const;
/** A mosquitto_sub has subscribed before this has passed; it prints nothing when it has. */
const SUBSCRIBING_MAX_MS = 400;

describe.skipIf(!isInstalled)("mosquitto's own clients (skipped where they are not installed)", () => {
  let host: RoomProcess;
  beforeAll(async () => {
    host = await startOpenHost();
  }, 20_000);
  afterAll(() => host.stop(), 10_000);

  const run = (program: "mosquitto_pub" | "mosquitto_sub", version: string, ...args: string[]) =>
    Bun.spawn([program, "-h", "127.0.0.1", "-p", `${host.tcpPort}`, "-V", version, ...args], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
  const listen = async (version: string, ...args: string[]) => {
    const child = run("mosquitto_sub", version, "-W", "5", ...args);
    await Bun.sleep(SUBSCRIBING_MAX_MS);
    return async () => (await child.stdout.text()).trimEnd().split("\n");
  };
  const publish = async (version: string, ...args: string[]) => {
    const child = run("mosquitto_pub", version, ...args);
    expect([await child.exited, await child.stderr.text()]).toEqual([0, ""]);
  };

  for (const version of VERSIONS) {
    test(`${version}: publish and subscribe at every QoS`, async () => {
      const heard = await listen(version, "-q", "2", "-t", `m/${version}/+`, "-C", "3", "-F", "%t %q %p");
      for (const qos of ["0", "1", "2"])
        await publish(version, "-q", qos, "-t", `m/${version}/${qos}`, "-m", `at ${qos}`);
      expect(await heard()).toEqual([
        `m/${version}/0 0 at 0`,
        `m/${version}/1 1 at 1`,
        `m/${version}/2 2 at 2`,
      ]);
    }, 10_000);

    test(`${version}: a retained message waits, and a line of plain text is chat`, async () => {
      await publish(version, "-r", "-q", "1", "-t", `keep/${version}`, "-m", "kept");
      const kept = await listen(version, "-t", `keep/${version}`, "-C", "1", "-F", "%r %p");
      expect(await kept()).toEqual(["1 kept"]);
      const chat = await listen(version, "-t", "r/rm_open/chat", "-C", "1");
      await publish(version, "-t", "r/rm_open/chat", "-q", "1", "-m", "hello plaza");
      expect(JSON.parse((await chat())[0] ?? "")).toMatchObject({ text: "hello plaza" });
    }, 10_000);

    test(`${version}: a shared subscription gives each message to one of two`, async () => {
      const topic = `s/${version}`;
      const group = ["a", "b"].map(() => run("mosquitto_sub", version, "-W", "3", "-t", `$share/g/${topic}`));
      await Bun.sleep(SUBSCRIBING_MAX_MS);
      for (const line of ["1", "2", "3", "4"]) await publish(version, "-t", topic, "-m", line);
      const heard = await Promise.all(group.map((child) => child.stdout.text()));
      const lines = heard.map((text) => text.split("\n").filter((line) => line !== ""));
      expect(lines.map((own) => own.length)).toEqual([2, 2]);
      expect(lines.flat().sort()).toEqual(["1", "2", "3", "4"]);
    }, 10_000);
  }
});
