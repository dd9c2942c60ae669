// What the README tells a stranger to type, typed: the MQTT guest's commands, by mosquitto's own clients.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

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
    // A person takes longer to type than mosquitto_sub takes to subscribe; nobody waits for it to end by itself.
    const typed = commands.replace("&\n", "&\nsleep 1\n").concat("\nsleep 1\nkill %1\n");
    const shell = Bun.spawn(["bash", "-c", typed], {
      cwd: ROOT,
      env: {
        ...process.env,
        PATH: `${folder}${delimiter}${process.env["PATH"]}`,
        HIROBA_EDGE_URL: square.edgeUrl,
      },
      stdout: "pipe",
      stderr: "pipe",
    });
    const [output, errors] = await Promise.all([
      new Response(shell.stdout).text(),
      new Response(shell.stderr).text(),
      inRoom.hears(
        "mosquitto's line",
        (m) => m.topicName.endsWith("/chat") && jsonOf(m)["text"] === "hello from mosquitto",
      ),
    ]);
    expect(errors).toBe("");
    expect(output).toContain('"text":"hello from mosquitto"');
    expect(output).toContain('"name":"reader"');
    await inRoom.leave();
  });
});
