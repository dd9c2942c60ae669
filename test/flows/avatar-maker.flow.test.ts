// A visitor makes an avatar on the page: chooses, sees it, takes it home as a file, saves it by the ordinary upload, wears it.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { checkAvatar } from "../../shared/avatar/check-avatar.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";
import { gltfErrors } from "../support/validate-gltf.ts";

const { isMissing, openAsGuest } = squareInBrowser();

const isShown = (page: Page) => page.locator('.maker-canvas[data-state="shown"]').waitFor();
/** What is drawn, as bytes: two looks differ in them. */
const seen = async (page: Page) => (await page.locator(".maker-canvas").screenshot()).toString("base64");

describe.skipIf(isMissing)("a visitor of the avatar maker", () => {
  test("chooses, sees each choice, downloads, saves and wears what was made", async () => {
    const page = await openAsGuest("Maker", "/avatars");
    const failures: string[] = [];
    page.on("pageerror", (error) => failures.push(String(error)));
    await page.getByRole("link", { name: "Make an avatar" }).click();
    await isShown(page);

    await page.getByText("Twin tails").click();
    await page.getByText("Sleepy").click();
    await page.getByText("Dress").click();
    await page.getByRole("radio", { name: "Skin colour 4" }).check({ force: true });
    await isShown(page);
    const calm = await seen(page);
    await page.getByText("Angry").click();
    await page.getByRole("button", { name: "Turn left" }).click();
    await page.waitForTimeout(1_000);
    expect(await seen(page)).not.toBe(calm);
    // By keyboard alone.
    const canvas = page.getByRole("img", { name: /^Preview of your avatar/ });
    await canvas.focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("radio", { name: "Bob" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Long", exact: true }).isChecked()).toBe(true);

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
  }, 180_000);
});
