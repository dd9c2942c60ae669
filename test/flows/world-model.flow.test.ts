// A world with a model of its own, from the upload to the room: the pipeline makes it lighter, and that is what a visitor's browser
// loads and draws in place of the built-in stage.

import { describe, expect, test } from "bun:test";
import { assetVariantListSchema } from "../../shared/schema/asset-variant.ts";
import { buildHall } from "../shared/avatar/hall-builder.ts";
import { eventually } from "../support/eventually.ts";
import { createWorld, signInAsGuest, uploadModel } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

/** The pipeline and a browser that draws by software share two cores with everything else. */
const WAIT_MS = 120_000;

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();

describe.skipIf(isMissing)("a world with a model of its own", () => {
  test("is drawn from the lighter variant of it", async () => {
    const owner = await signInAsGuest(edgeUrl(), "owner");
    const { asset } = await uploadModel(edgeUrl(), owner, "world", { name: "hall.glb", bytes: buildHall() });
    if (asset === undefined) throw new Error("the model was refused");
    const list = async () =>
      assetVariantListSchema.parse(await (await fetch(`${edgeUrl()}/v1/assets/${asset.id}/variants`)).json());
    const lighter = await eventually(
      "the variant for a desktop",
      async () => (await list()).variants.find((v) => v.profile === "web" && v.level === "lod0"),
      WAIT_MS,
    );
    expect(lighter.file.sizeBytes).toBeLessThan(asset.file.sizeBytes / 2);

    const world = await createWorld(edgeUrl(), owner, { name: "Hall of vases" });
    const change = (path: string, json: object) =>
      fetch(`${edgeUrl()}/v1/worlds/${world.id}/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${owner.accessToken}`, "content-type": "application/json" },
        body: JSON.stringify(json),
      });
    expect((await change("versions", { content: { glb: asset.id } })).status).toBe(201);
    expect((await change("versions/2/publish", {})).status).toBe(200);

    const page = await openAsGuest("visitor", "/");
    const loaded: string[] = [];
    const complaints: string[] = [];
    page.on("requestfinished", (request) => loaded.push(request.url()));
    page.on("console", (message) => {
      if (/model|shader/i.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page
      .locator(`[data-world="${world.id}"]`)
      .getByRole("button")
      .or(page.locator(`a[data-world="${world.id}"]`))
      .first()
      .click();
    await page.locator('[data-connection="joined"]').waitFor({ timeout: 45_000 });
    await eventually("the lighter file to be loaded", () => loaded.includes(lighter.file.url), WAIT_MS);
    await page.locator('canvas[data-world-model="shown"]').waitFor({ timeout: WAIT_MS, state: "attached" });
    expect(loaded).not.toContain(asset.file.url);
    expect(complaints).toEqual([]);

    // Where it cannot be had, people still have something to stand on.
    await page.context().route("**/worlds/*.glb", (route) => route.abort());
    await page.reload();
    await page.locator('[data-connection="joined"]').waitFor({ timeout: WAIT_MS });
    await eventually("a word of it", () => complaints[0]?.includes("cannot be shown"), WAIT_MS);
    expect(await page.locator("canvas[data-world-model]").count()).toBe(0);
    await page.context().close();
  }, 300_000);
});
