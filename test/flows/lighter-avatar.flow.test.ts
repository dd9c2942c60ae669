// From an upload policy to a body in a room, as the page shows it: the pipeline makes lighter variants, and what a visitor's browser
// loads of somebody else's avatar is one of those.

import { describe, expect, test } from "bun:test";
import { generateAvatar } from "../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS } from "../../shared/avatar/generate/spec.ts";
import type { Pose } from "../../shared/protocol/ext/pose.ts";
import { seededRng } from "../../shared/rng.ts";
import { avatarDetailSchema } from "../../shared/schema/public-api.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest, uploadAvatar, wearAvatar } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

/** The pipeline and a browser that draws by software share two cores with everything else. */
const WAIT_MS = 120_000;

const BESIDE_THE_DOOR: Pose = {
  mode: 0,
  tMs: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 0,
  position: [1, 0, 1],
  teleport: false,
};

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();

describe.skipIf(isMissing)("an avatar that somebody else wears", () => {
  test("is loaded by the page as its lighter variant, and drawn without a complaint", async () => {
    const owner = await signInAsGuest(edgeUrl(), "owner");
    const bytes = await generateAvatar({ ...PRESETS.ordinary, triangles: 12_000 }, seededRng(3n));
    const { avatar } = await uploadAvatar(edgeUrl(), owner, { name: "me.vrm", bytes });
    if (avatar === undefined) throw new Error("the avatar was refused");
    const detail = async () =>
      avatarDetailSchema.parse(await (await fetch(`${edgeUrl()}/v1/avatars/${avatar.id}`)).json());
    const lighter = await eventually(
      "the variant for a desktop",
      async () => (await detail()).variants.find((v) => v.profile === "web" && v.level === "lod1"),
      WAIT_MS,
    );
    const standIn = (await detail()).variants.find(({ level }) => level === "stand-in");
    if (standIn === undefined) throw new Error("a stand-in is made before the better variants");
    expect(lighter.file.sizeBytes).toBeLessThan(avatar.file.sizeBytes / 3);

    await wearAvatar(edgeUrl(), owner, avatar.id);
    const world = (await listWorlds(edgeUrl()))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const entry = await enterWorld(edgeUrl(), owner, world.id);
    const url = `mqtt://${entry.host.address}:${entry.host.tcpPort}`;
    const wearer = await joinAsMqttGuest(url, entry.room, entry.ticket);

    const page = await openAsGuest("visitor", "/");
    const loaded: string[] = [];
    const complaints: string[] = [];
    page.on("requestfinished", (request) => loaded.push(request.url()));
    page.on("console", (message) => {
      if (message.text().includes(avatar.id)) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page
      .locator(`[data-world="${world.id}"]`)
      .getByRole("button")
      .or(page.locator(`a[data-world="${world.id}"]`))
      .first()
      .click();
    await page.locator('[data-connection="joined"]').waitFor({ timeout: WAIT_MS });
    // Nobody knows yet where they are: far, as far as anybody can tell.
    await eventually("the stand-in to be loaded", () => loaded.includes(standIn.file.url), WAIT_MS);
    expect(loaded).not.toContain(lighter.file.url);
    wearer.sendPose(BESIDE_THE_DOOR);
    await eventually("the lighter file to be loaded", () => loaded.includes(lighter.file.url), WAIT_MS);
    await page.waitForTimeout(2_000); // for a complaint about what it could not open
    expect(loaded).not.toContain(avatar.file.url);
    expect(complaints).toEqual([]);
    await page.context().close();
    await wearer.leave();
  }, 300_000);
});
