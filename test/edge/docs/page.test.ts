// The API page in a real browser, under its own policy and with nothing else to fetch from.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { renderApiPage } from "../../../edge/docs/page.ts";
import { findChromium } from "../../../scripts/test/chromium.ts";
import { openApiDocument } from "../../../shared/contract/openapi/document.ts";
import { contract } from "../../../shared/contract/registry.ts";
import { launchChromium } from "../../support/browser.ts";

const executablePath = findChromium();
const document = openApiDocument(contract, "https://hiroba.example.com");

test("nothing a schema or sentence says becomes markup", async () => {
  const [operation] = Object.values(document.paths["/v1/worlds"] ?? {});
  if (operation === undefined) throw new Error("no operation to alter");
  const hostile = { ...operation, summary: `<img src=x onerror=alert(1)> & "quotes"` };
  const { page } = await renderApiPage({ ...document, paths: { "/v1/worlds": { get: hostile } } });
  expect(page).not.toContain("<img");
  expect(page).toContain("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;quotes&quot;");
});

test("a command asks for all that its route cannot do without", async () => {
  const { page } = await renderApiPage(document);
  expect(page).toContain("curl &#39;https://hiroba.example.com/v1/tags?kind=world&#39;");
  expect(page).toContain("curl &#39;https://hiroba.example.com/v1/worlds&#39;");
});

describe.skipIf(executablePath === null)("the API page in Chromium", () => {
  let browser: Browser;
  let server: ReturnType<typeof Bun.serve>;
  const asked: string[] = [];
  beforeAll(async () => {
    const { page, contentSecurityPolicy } = await renderApiPage(document);
    server = Bun.serve({
      port: 0,
      fetch(request) {
        asked.push(new URL(request.url).pathname);
        const headers = {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": contentSecurityPolicy,
        };
        return new Response(page, { headers });
      },
    });
    browser = await launchChromium(executablePath ?? "");
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop(true);
  }, 20_000);

  async function open(width: number, hash = ""): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 844 } });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(server.url.href + hash);
    return { page, complaints };
  }

  test.each([1440, 390])("at %d px it is no wider than the window, and asks for nothing", async (width) => {
    asked.length = 0;
    const { page, complaints } = await open(width, "#worlds.create");
    await page.getByText("WORLD_NAME_TAKEN").first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect([asked, complaints]).toEqual([["/"], []]);
    await page.close();
  });

  test("its search leaves what has every word, and says when nothing has", async () => {
    const { page, complaints } = await open(1440);
    const search = page.getByRole("searchbox");
    await search.fill("post WORLD_SPAWN_OUTSIDE");
    expect(await page.locator(".op:visible .path").allTextContents()).toEqual([
      "/v1/worlds",
      "/v1/worlds/{worldId}/versions",
    ]);
    await search.fill("post qqq");
    expect(await page.locator(".none").isVisible()).toBeTrue();
    await search.fill("");
    expect(await page.locator("section .op:visible").count()).toBeGreaterThan(Object.keys(contract).length);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
