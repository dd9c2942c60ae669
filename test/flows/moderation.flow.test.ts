// From an insult in a room to its end: reported from the people's panel, looked into and decided on the console, and the one it is
// about is out of the room and kept out. Then a warning, and the appeal against it.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { type SessionGrant, sessionGrantSchema } from "../../shared/schema/public-api.ts";
import { runAdmin } from "../support/admin-console.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, dataDir, openAsGuest } = squareInBrowser();

/** As whoever runs the server does, at its console. */
const admin = (...args: readonly string[]) => runAdmin(dataDir(), ...args);

/** Of whoever is signed in on a page: by its cookie, as the page itself would get one. */
async function grantOf(page: Page): Promise<SessionGrant> {
  const answer = await page.context().request.post(`${edgeUrl()}/v1/session/refresh`, {
    headers: { origin: edgeUrl() },
  });
  return sessionGrantSchema.parse(await answer.json());
}

describe.skipIf(isMissing)("keeping order, on the page", () => {
  test("leads from a report in a room to a ban that holds there at once, and to a line in the log", async () => {
    const world = (await listWorlds(edgeUrl()))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const bad = await signInAsGuest(edgeUrl(), "Loudmouth");
    const reporter = await openAsGuest("Witness", `/worlds/${world.id}/room`);
    await reporter.locator('[data-connection="joined"]').waitFor();
    const { host, room, ticket } = await enterWorld(edgeUrl(), bad, world.id);
    const inside = await joinAsMqttGuest(`mqtt://${host.address}:${host.tcpPort}`, room, ticket, {
      protocolVersion: 5,
    });
    let isOut = false;
    inside.client.on("close", () => {
      isOut = true;
    });
    await inside.sendChat("you are all fools");
    await reporter.getByRole("log").getByText("you are all fools").waitFor();

    // Not to be heard, and heard again, before anything else.
    await reporter.getByRole("button", { name: "Mute or block “Loudmouth”" }).click();
    await reporter.getByRole("button", { name: "Mute", exact: true }).click();
    await reporter.getByText("muted", { exact: true }).waitFor();
    await reporter.getByRole("log").getByText("you are all fools").waitFor({ state: "detached" });
    await reporter.getByRole("button", { name: "Unmute" }).click();
    await reporter.getByRole("log").getByText("you are all fools").waitFor();
    await reporter.getByRole("button", { name: "Block", exact: true }).click();
    await reporter.getByRole("button", { name: "Yes, block" }).click();
    await reporter.getByRole("button", { name: "Unblock" }).click();
    await reporter.getByRole("button", { name: "Block", exact: true }).waitFor();

    await reporter.getByRole("button", { name: "Report “Loudmouth”" }).click();
    await reporter.getByLabel("What happened?").fill("He insults everybody.");
    await reporter.getByRole("button", { name: "Send the report" }).click();
    await reporter.getByText("Thank you. Moderators will look into it.").waitFor();

    const console = await openAsGuest("Keeper", "/account");
    await console.getByRole("heading", { name: "Keeper" }).waitFor();
    await console.goto(`${edgeUrl()}/moderation`);
    await console.getByText("This is for moderators.").waitFor();
    const keeperId = (await grantOf(console)).user.id;
    expect(await admin("grant", keeperId)).toContain("Keeper");
    await console.reload();
    await console.getByRole("button", { name: "Take the next report" }).click();
    await console.getByText("He insults everybody.").waitFor();
    // The host was asked when the report was filed, and has answered by now or soon.
    await console.getByText("you are all fools").waitFor();
    await console.getByLabel("What", { exact: true }).selectOption("ban");
    await console.getByLabel("Where").selectOption("platform");
    await console.getByLabel("Why? They are told this.").fill("Insults.");
    await console.getByRole("button", { name: "Decide it" }).click();
    await eventually("the end of the connection", () => isOut);
    const refused = await fetch(`${edgeUrl()}/v1/worlds/${world.id}/enter`, {
      method: "POST",
      headers: { authorization: `Bearer ${bad.accessToken}`, "content-type": "application/json" },
      body: "{}",
    });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, "BANNED"]);
    await console.getByRole("button", { name: "Something was done" }).click();
    await console.goto(`${edgeUrl()}/moderation?tab=log`);
    await console.getByText("Keeper · closed a report").waitFor();
    await console.getByText("the server’s console · changed a role").waitFor();
    expect(await admin("audit")).toContain("The audit log is whole: 4 lines");

    const warned = await fetch(`${edgeUrl()}/v1/moderation/sanctions`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${(await grantOf(console)).accessToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        kind: "warn",
        target: { kind: "user", id: (await grantOf(reporter)).user.id },
        reason: "Be kind.",
      }),
    });
    expect(warned.status).toBe(201);
    await reporter.goto(`${edgeUrl()}/notifications`);
    const told = reporter.locator('[data-notification="sanction"]');
    await told.getByText("Moderators decided about you: Warning.").waitFor();
    await told.getByRole("link", { name: "Look" }).click();
    await reporter.getByText("Be kind.").waitFor();
    await reporter.getByRole("button", { name: "Appeal" }).click();
    await reporter.getByLabel("Why is this wrong?").fill("I was kind.");
    await reporter.getByRole("button", { name: "Send the appeal" }).click();
    await reporter.getByText("The appeal waits for an answer.").waitFor();
    await console.goto(`${edgeUrl()}/moderation?tab=appeals`);
    await console.getByText("I was kind.").waitFor();
    await console.getByRole("button", { name: "Accept and lift" }).click();
    await console.getByLabel("Answer. They are told this.").fill("You were.");
    await console.getByRole("button", { name: "Accept and lift" }).click();
    await console.getByText("No appeal waits for an answer.").waitFor();
    await reporter.reload();
    await reporter.getByText("Answer: You were.").waitFor();
    await reporter.goto(`${edgeUrl()}/notifications`);
    await reporter.locator('[data-notification="appeal-answered"]').getByText("You were.").waitFor();
  }, 240_000);
});
