// The page's words in English, and by their type what every other language must have.

import { plural } from "../../../shared/plural.ts";
import { accountEn } from "./account-en.ts";
import { booksEn } from "./books-en.ts";
import { earningsEn } from "./earnings-en.ts";
import { eventsEn } from "./events-en.ts";
import { giftsEn } from "./gifts-en.ts";
import { makerEn } from "./maker-en.ts";
import { moderationEn } from "./moderation-en.ts";
import { moneyEn } from "./money-en.ts";
import { problemsEn } from "./problems-en.ts";
import { roomEn } from "./room-en.ts";
import { partyEn, socialEn } from "./social-en.ts";
import { storeEn } from "./store-en.ts";
import { ticketsEn } from "./tickets-en.ts";
import { uploadEn, uploadsEn, versionsEn } from "./uploads-en.ts";
import { worldsEn } from "./worlds-en.ts";

export const en = {
  product: "Hiroba",
  languageName: "English",
  nav: {
    label: "Main",
    worlds: "Worlds",
    events: "Events",
    avatars: "Avatars",
    friends: "Friends",
    account: "Your account",
    search: "Search",
    language: "Language",
    signOut: "Sign out",
    guest: "Guest",
    skip: "Skip to content",
  },
  common: {
    loading: "Loading…",
    retry: "Try again",
    more: "Show more",
    close: "Close",
    back: "Back to the worlds",
  },
  signIn: {
    title: "A square for everybody",
    lead: "Walk about, talk, and meet. In your browser, with nothing to install.",
    displayName: "Display name",
    displayNameHint: (max: number) => `Up to ${max} characters. Others see it above your head.`,
    guest: "Enter as a guest",
    entering: "Entering…",
    signUpWithPasskey: "Create an account with a passkey",
    signUpHint: "With a passkey you can come back as yourself: your face, finger or PIN, no password.",
    or: "already have an account?",
    passkey: "Sign in with a passkey",
    waiting: "Waiting for your passkey…",
    account: "Sign in with an account",
    accountOf: (provider: string) => `Sign in with ${provider}`,
    nameEmpty: "Please enter a name.",
    nameTooLong: (max: number) => `Please use at most ${max} characters.`,
    nameUnprintable: "There is an invisible or control character in this name. Please remove it.",
  },
  worlds: {
    title: "Where to?",
    lead: "Choose a world and walk in.",
    enter: "Enter",
    enterThis: (name: string) => `Enter “${name}”`,
    people: (count: string) => `${count} here now`,
    nobody: "Nobody here yet",
    capacity: (count: number, text: string) =>
      plural(count, "1 person a room", `up to ${text} people a room`),
    empty: "There is no world yet.",
    emptyHint: "As soon as somebody makes one, it shows up here.",
  },
  find: {
    orderLabel: "Order",
    orders: { trending: "Trending", new: "New", popular: "Popular" },
    tagLabel: "Tags",
    everyTag: "All",
    featured: "Featured",
    nothingTagged: (tag: string) => `Nothing carries the tag #${tag}.`,
    nothingTaggedHint: "Choose another tag, or all.",
  },
  search: {
    title: "Search",
    label: "Search for worlds, events, avatars, items and people",
    placeholder: "Name, tag, word…",
    kindLabel: "What to look for",
    everyKind: "All",
    kinds: { world: "Worlds", event: "Events", avatar: "Avatars", item: "Items", user: "People" },
    kind: { world: "World", event: "Event", avatar: "Avatar", item: "Item", user: "Person" },
    begin: "Type what you are looking for. Several words are all looked for.",
    nothing: (query: string) => `Nothing was found for “${query}”.`,
    nothingHint: "Try fewer or other words.",
  },
  like: {
    give: "Like",
    takeBack: "Take the like back",
    label: (name: string, count: string) => `Like “${name}” (${count})`,
    count: (count: number, text: string) => plural(count, "1 like", `${text} likes`),
  },
  notices: {
    title: "Say something to everybody",
    label: "One line for all who are in the open rooms",
    count: (used: string, most: string) => `${used} of ${most} characters`,
    say: "Say it",
    really: "Say this to everybody in the rooms now? It cannot be taken back.",
    sure: "Yes, say it",
    said: (count: number, text: string) =>
      count === 0
        ? "No room is open: nobody heard it."
        : `Said in ${plural(count, "1 room", `${text} rooms`)}.`,
  },
  world: {
    by: "by",
    ofTheHouse: "A world of the house",
    rooms: "Open rooms",
    noRooms: "No room is open. One opens for you when you enter.",
    room: (number: string) => `Room ${number}`,
    seats: (taken: string, capacity: string) => `${taken} of ${capacity}`,
    full: "Full",
    events: "Planned here",
    visibility: { unlisted: "Unlisted", friends: "For friends", private: "Private" },
  },
  party: partyEn,
  social: socialEn,
  notifications: {
    title: "Notifications",
    unread: (count: number, text: string) =>
      plural(count, "Notifications: 1 unread", `Notifications: ${text} unread`),
    isNew: "New:",
    readAll: "Mark all as read",
    empty: "Nothing yet.",
    emptyHint: "Requests, followers and invitations show up here.",
    friendRequest: (name: string) => `${name} would like to be your friend.`,
    friendAccepted: (name: string) => `${name} is your friend now.`,
    follow: (name: string) => `${name} follows you.`,
    invitation: (name: string, world: string) => `${name} invites you to “${world}”.`,
    sanction: (kind: string, name: string | null) =>
      `Moderators decided about ${name === null ? "you" : `“${name}”`}: ${kind}.`,
    appealAnswered: (kind: string, outcome: string) => `Your appeal was answered (${kind}). ${outcome}`,
    present: (name: string, thing: string) => `${name} gave you “${thing}”.`,
    sold: (thing: string) => `Somebody bought “${thing}” of yours.`,
    does: { answer: "Answer", look: "Look", go: "Go there" },
  },
  privacy: {
    title: "Privacy",
    lead: "What others may know and do. Whom you have blocked may none of it.",
    questions: {
      presenceFor: "Who may see which world you are in",
      joinableBy: "Who may come to the room you are in",
      messageableBy: "Who may invite you",
    },
    audiences: { everyone: "Everyone", friends: "Friends", nobody: "Nobody" },
  },
  profile: {
    wears: "Wears",
    none: "This person has no profile. Guests have none.",
    ownGuest: "As a guest you have no public profile. Add a way to sign in to have one.",
    edit: "Edit my profile",
    noWorlds: "No worlds yet.",
    noAvatars: "No avatars yet.",
    followers: (count: number, text: string) => plural(count, "1 follower", `${text} followers`),
    following: (text: string) => `follows ${text}`,
  },
  events: eventsEn,
  avatars: {
    title: "Avatars",
    lead: "Choose how you look, or bring a VRM of your own.",
    standIn: "Starter figure",
    standInHint: "A small figure in a colour of its own. Always there.",
    wear: "Wear",
    wearing: "Wearing",
    wearThis: (name: string) => `Wear “${name}”`,
    by: (authors: string) => `by ${authors}`,
    sharedBy: "brought by",
    onlyOwner: "Only its owner may wear it",
    credit: "Credit required",
    licence: "Licence",
    weight: (whole: string, lightest: string) => `${whole}, ${lightest} where the screen is small`,
    attachBone: (bone: string) => `Attached to the bone “${bone}”`,
    facts: (height: string, triangles: string) => `${height} m · ${triangles} triangles`,
    catalogue: "Everybody’s avatars",
    empty: "Nobody has brought an avatar yet.",
    emptyHint: "Yours can be the first.",
  },
  account: accountEn,
  upload: uploadEn,
  versions: versionsEn,
  uploads: uploadsEn,
  room: roomEn,
  problems: problemsEn,
  maker: makerEn,
  gifts: giftsEn,
  moderation: moderationEn,
  money: moneyEn,
  tickets: ticketsEn,
  store: storeEn,
  earnings: earningsEn,
  books: booksEn,
  worldWork: worldsEn,
  notFound: {
    title: "There is nothing here",
    lead: "The address may have been mistyped, or what was here is gone.",
  },
};

export type Messages = typeof en;
