// A visitor brings files on the page: one that passes, followed by events, and one the page itself turns down.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { encodePng } from "../../origin/ugc/portrait/png.ts";
import { findChromium } from "../../scripts/test/chromium.ts";
import { launchChromium } from "../support/browser.ts";
import { type Square, startSquare } from "../support/square.ts";

const executablePath = findChromium();
const WAIT_MS = 90_000;
const PICTURE = encodePng({ widthPx: 64, heightPx: 48, rgba: new Uint8Array(64 * 48 * 4).fill(180) });

let square: Square;
let browser: Browser;
beforeAll(async () => {
  if (executablePath === null) return;
  [square, browser] = await Promise.all([startSquare(), launchChromium(executablePath)]);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await square?.stop();
}, 20_000);

describe.skipIf(executablePath === null)("a visitor of the uploads page", () => {
  test("brings a picture, sees it published in the list, now and later, and is told before sending what is no picture", async () => {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 960, height: 640 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/status")) asked.push(request.headers()["accept"] ?? "");
    });
    await page.goto(`${square.edgeUrl}/uploads`);
    await page.getByRole("textbox", { name: /display name/i }).fill("Bringer");
    await page.getByRole("button", { name: /guest/i }).click();
    await page.getByLabel("What is it?").selectOption({ label: "Picture" });
    const chooser = page.locator("input[type=file]");
    await chooser.setInputFiles({ name: "poster.png", mimeType: "image/png", buffer: Buffer.from("<html>") });
    await page.getByText("There is nothing in this file").waitFor({ timeout: WAIT_MS });
    const page404 = Buffer.from(`<html>${" ".repeat(100)}</html>`);
    await chooser.setInputFiles({ name: "poster.png", mimeType: "image/png", buffer: page404 });
    await page.getByText("This is no image, or one of another kind (HTML)").waitFor({ timeout: WAIT_MS });

    await page.getByRole("button", { name: "Choose another file" }).click();
    await chooser.setInputFiles({ name: "poster.png", mimeType: "image/png", buffer: Buffer.from(PICTURE) });
    await page.getByRole("button", { name: "Upload it" }).click();
    await page.getByText("“poster” is published.").waitFor({ timeout: WAIT_MS });
    await page
      .locator(".upload-row")
      .filter({ hasText: "poster.png" })
      .getByText("Published")
      .waitFor({ timeout: WAIT_MS });
    expect(await page.locator(".upload-row").count()).toBe(1);
    // One stream to the verdict, one question for it.
    expect(asked[0]).toBe("text/event-stream");
    expect(asked).toHaveLength(2);

    // Who comes back later finds the same.
    await page.reload();
    const row = page.locator(".upload-row").filter({ hasText: "poster.png" });
    await row.getByText("What became of it").click();
    await row.getByText("There is nothing more to say of it.").waitFor({ timeout: WAIT_MS });
    await context.close();
  }, 180_000);
});
