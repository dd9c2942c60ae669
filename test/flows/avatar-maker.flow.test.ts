// A visitor makes an avatar on the page: chooses, sees it, takes it home as a file, saves it by the ordinary upload, wears it.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { decodeTexture, type Texture } from "../../origin/ugc/portrait/texture.ts";
import { gltfErrors } from "../../scripts/avatar/validate-gltf.ts";
import { checkAvatar } from "../../shared/avatar/check-avatar.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, openAsGuest } = squareInBrowser();

const PICTURE_SIDE_MAX_PX = 1024;
const PICTURE_WAIT_MAX_MS = 45_000;
/** Of 255, in one channel: less is how an edge falls on the pixels. */
const COLOUR_STEP_MIN = 40;

const isShown = (page: Page) => page.locator('.maker-canvas[data-state="shown"]').waitFor();
const seen = async (page: Page): Promise<Texture> =>
  decodeTexture(await page.locator(".maker-canvas").screenshot(), PICTURE_SIDE_MAX_PX);

/** The share of pixels that are another colour in one picture than in the other; all of them when the size differs. */
function shareChanged({ rgba: first }: Texture, { rgba: second }: Texture): number {
  if (first.length !== second.length) return 1;
  const differs = (at: number) => Math.abs((first[at] ?? 0) - (second[at] ?? 0)) > COLOUR_STEP_MIN;
  let changed = 0;
  for (let i = 0; i < first.length; i += 4) if (differs(i) || differs(i + 1) || differs(i + 2)) changed += 1;
  return changed / (first.length / 4);
}

/** A figure at rest breathes: that changes less than this. */
const REST_SHARE_MAX = 0.008;

/** The picture once nothing but breath moves in it, however slowly it is drawn. */
async function settled(page: Page): Promise<Texture> {
  const endMs = Date.now() + PICTURE_WAIT_MAX_MS;
  for (let before = await seen(page); ; ) {
    const after = await seen(page);
    if (shareChanged(before, after) < REST_SHARE_MAX) return after;
    if (Date.now() > endMs) throw new Error("the picture did not come to rest");
    before = after;
  }
}

/** Waits until this share of the picture is another than before. */
async function hasChanged(page: Page, before: Texture, shareMin: number): Promise<void> {
  const endMs = Date.now() + PICTURE_WAIT_MAX_MS;
  for (;;) {
    const share = shareChanged(before, await seen(page));
    if (share >= shareMin) return;
    if (Date.now() > endMs) throw new Error(`${share} of the picture has changed, not ${shareMin}`);
  }
}

describe.skipIf(isMissing)("a visitor of the avatar maker", () => {
  test("chooses, sees each choice, downloads, saves and wears what was made", async () => {
    const page = await openAsGuest("Maker", "/avatars");
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    await page.getByRole("link", { name: "Make an avatar" }).click();
    await isShown(page);

    await page.getByText("Bob").click();
    await page.getByText("T-shirt").click();
    await page.getByText("Round eyes").click();
    await page.getByRole("radio", { name: "Skin colour 4" }).check({ force: true });
    await isShown(page);
    const plain = await settled(page);
    await page.getByText("Twin tails").click();
    await page.getByText("Dress").click();
    await isShown(page);
    await hasChanged(page, plain, 0.03);

    await page.locator(".maker-view").getByText("Face").click();
    const calm = await settled(page);
    await page.getByText("Angry").click();
    expect(await page.getByRole("radio", { name: "Angry" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Turn left" }).click();
    await hasChanged(page, calm, 0.08);
    // By keyboard alone.
    const canvas = page.getByRole("img", { name: /^Preview of your avatar/ });
    await canvas.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("radio", { name: "Bob" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Long", exact: true }).isChecked()).toBe(true);

    // On a phone nothing sticks out sideways, and the figure stays below the page's bar.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(".maker-group").last().scrollIntoViewIfNeeded();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    const bar = await page.locator(".shell-header").boundingBox();
    const stage = await page.locator(".maker-stage").boundingBox();
    expect(stage?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? Infinity));
    await page.setViewportSize({ width: 960, height: 640 });

    await page.getByLabel("Name of the avatar").fill("Somebody / new");
    await page.getByText("Only me").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download .vrm" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("Somebody - new.vrm");
    const bytes = await Bun.file(await download.path()).bytes();
    const check = checkAvatar(bytes);
    expect(check.findings).toEqual([]);
    expect(check.licence).toMatchObject({
      name: "Somebody / new",
      authors: ["Maker"],
      avatarPermission: "onlyAuthor",
      allowRedistribution: false,
    });
    expect(await gltfErrors(bytes)).toEqual([]);

    await page.getByRole("button", { name: "Save to my avatars" }).click();
    await page.getByText("“Somebody / new” is published.").waitFor();
    await page.getByRole("button", { name: "Wear “Somebody / new”" }).click();
    await page.getByRole("button", { name: "Wearing: Somebody / new" }).waitFor();
    await page.getByRole("button", { name: "Go on making" }).click();
    expect(await page.getByLabel("Name of the avatar").inputValue()).toBe("Somebody / new");
    expect(failures).toEqual([]);
    await page.context().close();
  }, 300_000);
});
