// An event on the page, seen from outside: planned, announced, found, said yes to, and called off.

import { describe, expect, test } from "bun:test";
import { signInAsGuest } from "../support/public-api.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, openAsGuest } = squareInBrowser();

describe.skipIf(isMissing)("an event", () => {
  test("is planned and announced by one, found and said yes to by another, and called off", async () => {
    const organiser = await openAsGuest("Organiser", "/events");
    await organiser.getByRole("link", { name: "Plan an event" }).click();
    await organiser.getByRole("button", { name: "Save as a draft" }).click();
    await organiser.getByText("Please choose a world.").waitFor();

    await organiser.getByRole("textbox", { name: "Name", exact: true }).fill("Lantern Walk");
    await organiser.getByLabel("Where").selectOption({ label: "Moonlit Terrace" });
    await organiser.getByLabel("Repeats").selectOption("weekly");
    await organiser.getByLabel("How many times").fill("4");
    await organiser.getByLabel("On phones").selectOption({ label: "Up to “Light”" });
    await organiser.getByRole("button", { name: "Save as a draft" }).click();
    await organiser.getByRole("heading", { level: 1, name: "Lantern Walk" }).waitFor();
    await organiser.getByText("Only you and the staff see this draft.").waitFor();
    const eventUrl = organiser.url();

    const visitor = await openAsGuest("Visitor", new URL(eventUrl).pathname);
    await visitor.getByRole("heading", { name: "There is nothing here" }).waitFor();

    await organiser.getByRole("button", { name: "Publish" }).click();
    await organiser.getByText("Only you and the staff see this draft.").waitFor({ state: "detached" });

    await visitor.goto(`${edgeUrl()}/events`);
    await visitor.getByRole("link", { name: "Lantern Walk" }).click();
    await visitor.getByText("Every week · on").waitFor();
    await visitor.getByText("On phones: avatars up to “Light”").waitFor();
    const going = visitor.getByRole("button", { name: "I’m going" });
    await going.click();
    await visitor.getByText("1 person is going").waitFor();
    expect(await going.getAttribute("aria-pressed")).toBe("true");
    const calendar = await visitor.request.get(
      new URL(
        (await visitor.getByRole("link", { name: "Add to calendar" }).getAttribute("href")) ?? "",
        eventUrl,
      ).href,
    );
    expect(await calendar.text()).toContain("RRULE:FREQ=WEEKLY");
    await visitor.goto(`${edgeUrl()}/events/mine`);
    await visitor.getByRole("link", { name: "Lantern Walk" }).waitFor();

    await organiser.getByRole("button", { name: "Call it off" }).click();
    await organiser.getByRole("button", { name: "Yes, call it off" }).click();
    await organiser.getByText("This event was called off.").waitFor();
    await visitor.goto(eventUrl);
    await visitor.getByText("This event was called off.").waitFor();
    expect(await visitor.getByRole("button", { name: "I’m going" }).count()).toBe(0);
  }, 180_000);

  test("has its people appointed and dismissed by its organiser", async () => {
    const helper = await signInAsGuest(edgeUrl(), "Helper");
    const statusFor = async (eventId: string) => {
      const headers = { authorization: `Bearer ${helper.accessToken}` };
      return (await fetch(`${edgeUrl()}/v1/me/events/${eventId}`, { headers })).status;
    };
    const organiser = await openAsGuest("Organiser", "/events/new");
    await organiser.getByRole("textbox", { name: "Name", exact: true }).fill("Quiet Evening");
    await organiser.getByLabel("Where").selectOption({ label: "Hiroba Plaza" });
    await organiser.getByRole("button", { name: "Save as a draft" }).click();
    await organiser.getByLabel("Address of their profile").fill(`${edgeUrl()}/users/${helper.user.id}`);
    await organiser.getByRole("button", { name: "Appoint" }).click();
    await organiser.getByRole("button", { name: "Dismiss Helper" }).waitFor();

    const eventId = new URL(organiser.url()).pathname.split("/").at(-1) ?? "";
    expect(await statusFor(eventId)).toBe(200);
    await organiser.getByRole("button", { name: "Dismiss Helper" }).click();
    await organiser.getByRole("button", { name: "Dismiss Helper" }).waitFor({ state: "detached" });
    expect(await statusFor(eventId)).toBe(404);
  }, 180_000);
});
