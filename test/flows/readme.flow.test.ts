// What the README tells a stranger to type, typed: the MQTT guest's commands, by mosquitto's own clients.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";
import { openShell } from "../support/typed-shell.ts";

const ROOT = join(import.meta.dir, "../..");
const hasMosquitto = Bun.which("mosquitto_sub") !== null && Bun.which("mosquitto_pub") !== null;

let square: Square;
let folder: string;
beforeAll(async () => {
  if (!hasMosquitto) return;
  folder = await mkdtemp(join(tmpdir(), "hiroba-readme-"));
  // The commands say `bun`, and this process may be one that is nowhere on the path.
  await symlink(process.execPath, join(folder, "bun"));
  square = await startSquare();
}, 90_000);
afterAll(async () => {
  await square?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}, 20_000);

/** The first shell block under a heading. */
async function shellBlock(page: string, heading: string): Promise<string> {
  const text = await Bun.file(join(ROOT, page)).text();
  const at = text.indexOf(`\n## ${heading}\n`);
  const block = at < 0 ? null : /\n```sh\n(.*?)\n```/s.exec(text.slice(at));
  if (block === null) throw new Error(`${page} has no shell block under "${heading}"`);
  return block[1] ?? "";
}

describe.skipIf(!hasMosquitto)("README's commands for an MQTT guest", () => {
  test("bring mosquitto's clients into the room, to be read by others and by each other", async () => {
    const reader = await signInAsGuest(square.edgeUrl, "reader");
    const world = (await listWorlds(square.edgeUrl)).find(({ name }) => name === "Hiroba Plaza");
    if (world === undefined) throw new Error("Hiroba Plaza was not seeded");
    const entry = await enterWorld(square.edgeUrl, reader, world.id);
    const inRoom = await joinAsMqttGuest(entry.host.wsUrl, entry.room, entry.ticket);

    const commands = await shellBlock("README.md", "Any MQTT client is a guest");
    const shell = openShell(ROOT, {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env["PATH"]}`,
      HIROBA_EDGE_URL: square.edgeUrl,
    });
    const says = (text: string) => eventually(text, () => shell.output.text().includes(text), 30_000);
    try {
      for (const line of commands.split("\n")) {
        shell.type(line);
        if (line.startsWith("mosquitto_sub")) await says('"name":"reader"');
      }
      await inRoom.hears(
        "mosquitto's line",
        (m) => m.topicName.endsWith("/chat") && jsonOf(m)["text"] === "hello from mosquitto",
      );
      await says('"text":"hello from mosquitto"');
      // Nothing but what mosquitto_sub hears: no complaint of anybody's.
      const lines = shell.output.text().split("\n");
      expect(lines.filter((line) => line !== "" && !line.startsWith("r/"))).toEqual([]);
    } finally {
      await shell.leave();
    }
    await inRoom.leave();
  });
});
