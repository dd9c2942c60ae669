// A new file for an avatar, from its owner's page to a room where somebody else wears it; and back to the file before.

import { describe, expect, test } from "bun:test";
import { generateAvatar } from "../../shared/avatar/generate/generate-avatar.ts";
import { PRESETS } from "../../shared/avatar/generate/spec.ts";
import { seededRng } from "../../shared/rng.ts";
import { avatarDetailSchema } from "../../shared/schema/public-api.ts";
import { joinAsMqttGuest, jsonOf } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest, wearAvatar } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

/** The pipeline and a browser share two cores with everything else. */
const WAIT_MS = 120_000;

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();

describe.skipIf(isMissing)("an avatar's owner", () => {
  test("brings a new file, goes back and deletes it, and whoever is in a room sees both without coming again", async () => {
    const file = async (name: string, triangles: number) => ({
      name: `${name}.vrm`,
      mimeType: "model/gltf-binary",
      buffer: Buffer.from(
        await generateAvatar(
          { ...PRESETS.ordinary, meta: { ...PRESETS.ordinary.meta, name }, triangles },
          seededRng(3n),
        ),
      ),
    });
    const page = await openAsGuest("Owner", "/avatars");
    const chooser = page.locator("input[type=file]");
    await chooser.setInputFiles(await file("First", 9_000));
    await page.getByRole("button", { name: "Upload it" }).click();
    await page.getByText("“First” is published.").waitFor({ timeout: WAIT_MS });
    await page.locator(".upload").getByRole("link", { name: "First" }).click();
    await page.getByRole("heading", { name: "Bring a new version" }).waitFor();
    const avatarId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const shown = async () =>
      avatarDetailSchema.parse(await (await fetch(`${edgeUrl()}/v1/avatars/${avatarId}`)).json());
    const first = await shown();

    const visitor = await signInAsGuest(edgeUrl(), "visitor");
    await wearAvatar(edgeUrl(), visitor, avatarId);
    const world = (await listWorlds(edgeUrl()))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const entry = await enterWorld(edgeUrl(), visitor, world.id);
    const url = `mqtt://${entry.host.address}:${entry.host.tcpPort}`;
    const wearer = await joinAsMqttGuest(url, entry.room, entry.ticket);
    const seen = () =>
      wearer.heard
        .filter(({ topicName }) => topicName.includes("/presence/"))
        .map((message) => jsonOf(message) as { user?: string; avatar?: { sha256: string } | null })
        .filter(({ user }) => user === visitor.user.id)
        .map(({ avatar }) => avatar?.sha256);
    await wearer.hears("the first file", () => seen().includes(first.file.sha256));

    await chooser.setInputFiles(await file("Second", 10_000));
    await page.getByRole("button", { name: "Upload it" }).click();
    const rows = page.locator(".version-row");
    await rows.filter({ hasText: "Version 2" }).getByText("Shown now").waitFor({ timeout: WAIT_MS });
    const second = await shown();
    expect(second).toMatchObject({ id: first.id, name: "Second", createdAt: first.createdAt });
    await wearer.hears("the second file", () => seen().at(-1) === second.file.sha256);

    await rows.filter({ hasText: "Version 1" }).getByRole("button", { name: "Go back to this" }).click();
    await rows.filter({ hasText: "Version 1" }).getByText("Shown now").waitFor({ timeout: WAIT_MS });
    await page.locator(".avatar-card").getByText("First").waitFor({ timeout: WAIT_MS });
    await wearer.hears("the first file again", () => seen().at(-1) === first.file.sha256);
    expect(await rows.count()).toBe(2);
    // The page goes on asking after the verdict.
    await page.getByText("devices are ready").waitFor({ timeout: WAIT_MS });

    const other = rows.filter({ hasText: "Version 2" });
    await other.getByRole("button", { name: "Delete Version 2" }).click();
    await other.getByRole("button", { name: "Delete it" }).click();
    await other.waitFor({ state: "detached" });
    expect(await rows.count()).toBe(1);
    await page.context().close();
    await wearer.leave();
  }, 300_000);
});
