// Two people on the page: one looks for the other and asks, is told of the answer, sees where the other is and goes there; then
// is blocked. And what their lists say while they are empty.

import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { signUpOnPage } from "../support/sign-up-page.ts";
import { squareInBrowser } from "../support/square-in-browser.ts";

const { isMissing, edgeUrl, browser } = squareInBrowser();
/** Passkeys are for names, not for numbers. */
const home = () => edgeUrl().replace("127.0.0.1", "localhost");

const member = async (name: string) => (await signUpOnPage(browser(), home(), name)).page;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const toFriends = (page: Page) => page.getByRole("link", { name: "Friends", exact: true }).first().click();
const rowOf = (page: Page, name: string) => page.locator("[data-user]").filter({ hasText: name });
const bell = (page: Page, label: string) => page.getByRole("link", { name: label, exact: true });

describe.skipIf(isMissing)("two people on the page", () => {
  test("become friends, meet in a room, and part", async () => {
    const [aoi, ren] = await Promise.all([member("Aoi of the sea"), member("Ren of the hill")]);

    await toFriends(ren);
    await ren.getByText("No friends here yet.").waitFor();
    await ren.getByRole("searchbox", { name: "Look for people by name" }).fill("Aoi of the sea");
    await rowOf(ren, "Aoi of the sea").getByRole("button", { name: "Ask to be friends" }).click();
    await rowOf(ren, "Aoi of the sea").getByRole("button", { name: "Take back" }).waitFor();

    // Told as it happens: nothing is loaded anew.
    await bell(aoi, "Notifications: 1 unread").click();
    await aoi.getByText("Ren of the hill would like to be your friend.").waitFor();
    await aoi.getByRole("link", { name: "Answer" }).click();
    await button(aoi, "Accept").click();
    await button(aoi, "Unfriend").waitFor();
    await bell(aoi, "Notifications").waitFor();
    await bell(ren, "Notifications: 1 unread").click();
    await ren.getByText("Aoi of the sea is your friend now.").waitFor();
    await button(ren, "Mark all as read").click();
    await bell(ren, "Notifications").waitFor();

    await aoi.goto(`${home()}/worlds/wld_hiroba-plaza/room`);
    await aoi.locator('[data-connection="joined"]').waitFor();
    await toFriends(ren);
    await ren.getByRole("link", { name: "Join Aoi of the sea" }).click();
    await ren.locator('[data-connection="joined"]').waitFor();
    await ren.locator("[data-sid]").filter({ hasText: "Aoi of the sea" }).waitFor();

    // A room is much to draw: both are out of it before the rest.
    await Promise.all([aoi, ren].map((page) => page.goto(`${home()}/friends`)));
    await ren.getByRole("link", { name: "Aoi of the sea", exact: true }).click();
    await button(ren, "Follow").click();
    await ren.getByText("1 follower", { exact: true }).waitFor();
    await button(ren, "Block").click();
    await button(ren, "Yes, block").click();
    await ren.getByText("You have blocked this person.").waitFor();
    await ren.getByText("0 followers").waitFor();
    await aoi.goto(`${home()}/friends`);
    await aoi.getByText("No friends here yet.").waitFor();

    await ren.goto(`${home()}/friends?list=blocks`);
    await button(ren, "Unblock").click();
    await ren.getByText("You have blocked nobody.").waitFor();
  }, 240_000);

  test("invite one another into a world, as far as each lets others", async () => {
    const [host, guest] = await Promise.all([member("Hosting Haru"), member("Invited Itsuki")]);
    await toFriends(host);
    await host.getByRole("searchbox", { name: "Look for people by name" }).fill("Invited Itsuki");
    await rowOf(host, "Invited Itsuki").getByRole("button", { name: "Ask to be friends" }).click();
    await toFriends(guest);
    await button(guest, "Accept").click();
    await button(guest, "Unfriend").waitFor();

    await guest.goto(`${home()}/account`);
    await guest.getByLabel("Who may invite you").selectOption("nobody");
    await guest.reload();
    expect(await guest.getByLabel("Who may invite you").inputValue()).toBe("nobody");
    await host.goto(`${home()}/worlds/wld_hiroba-plaza`);
    await button(host, "Invite Invited Itsuki").click();
    await host.getByText("This person takes no invitations of yours.").waitFor();
    await guest.getByLabel("Who may invite you").selectOption("friends");
    await host.reload();
    await button(host, "Invite Invited Itsuki").click();
    await host.getByText("Invited", { exact: true }).waitFor();

    await guest.getByRole("link", { name: /^Notifications/ }).click();
    await guest.getByText("Hosting Haru invites you to “Hiroba Plaza”.").waitFor();
    await guest.getByRole("link", { name: "Go there" }).click();
    await guest.locator('[data-connection="joined"]').waitFor();
    expect(new URL(guest.url()).pathname).toMatch(/^\/invitations\/inv_[0-9a-z]+\/room$/);
  }, 240_000);
});
