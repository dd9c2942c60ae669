// What the page says in English in a room, and about coming in and having left.

import { plural } from "../../../shared/plural.ts";

export const roomEn = {
  connecting: "Walking in…",
  queued: (ahead: number) =>
    ahead === 0
      ? "Every place is taken. You are next; this page lets you in by itself."
      : `Every place is taken. ${ahead} before you; this page lets you in by itself.`,
  lookOn: "Look on meanwhile",
  lookingOn: "You are looking on: nobody sees you, and you can chat.",
  opening: "Setting up the scene…",
  joined: "Connected",
  leave: "Leave",
  lost: "The connection was lost.",
  notYetIn: "The room could not be entered yet.",
  tryingNow: "Trying again…",
  tryingIn: (seconds: string) => `Trying again in ${seconds} s.`,
  reconnecting: "Reconnecting",
  left: "Left",
  tryNow: "Try now",
  leftTitle: "You are no longer in the room",
  notInTitle: "You could not enter",
  enterAgain: "Enter again",
  people: "People here",
  peopleCount: (count: number, text: string) => plural(count, "1 person", `${text} people`),
  you: "you",
  away: "away",
  comingBack: "reconnecting",
  bot: "bot",
  roles: { performer: "on stage", staff: "staff", moderator: "keeps order" },
  chat: "Chat",
  chatEmpty: "Nobody has said anything yet. Say hello!",
  message: "Message",
  messagePlaceholder: "Say something…",
  send: "Send",
  notSent: "Not sent",
  sendAgain: "Send again",
  discard: "Discard",
  unread: (count: string) => `${count} new`,
  told: "To everybody here",
  muted: "muted",
  moreOf: (name: string) => `Mute or block “${name}”`,
  reallyBlock: "Neither of you sees or hears the other any more, here and everywhere.",
  cameIn: (name: string) => `${name} came in`,
  wentAway: (name: string) => `${name} left`,
  wear: "What I wear",
  wearTitle: "What do you wear?",
  wearLighter: "Others see a lighter variant of a heavier one.",
  moreAvatars: "Bring your own avatar",
  jump: "Jump",
  stick: "Move",
  scene: "The room. Walk with W, A, S, D or the arrow keys; turn with Q and E.",
  keys: {
    walk: "walk",
    run: "run",
    jump: "jump",
    look: "look round",
    drag: "drag",
    chat: "chat",
  },
  noDrawing: "This browser cannot draw the room in 3D (WebGL 2 is off). You can still talk.",
  leftBecause: (code: string) => leftBecause(code),
  notice: (code: number) => noticeText(code),
};

function noticeText(code: number): string | null {
  switch (code) {
    case 2:
      return "You cannot go further than the edge of this world.";
    case 4:
      return "That was a lot at once; your last line was not sent. Wait a moment.";
    case 5:
      return "You are changing things too quickly. Wait a moment.";
    default:
      return null;
  }
}

function leftBecause(code: string): string | null {
  switch (code) {
    case "LEFT":
      return "You left.";
    case "NOT_FOUND":
    case "WORLD_NOT_FOUND":
      return "This world does not exist, or no longer does.";
    case "TAKEN_OVER":
      return "You entered this room from another window; this one stepped aside.";
    case "KICKED":
      return "You were asked to leave this room.";
    case "BANNED":
      return "You may not enter this room for now.";
    case "TICKET_REFUSED":
    case "CONNECT_REFUSED":
      return "The room did not let you in. Please try again.";
    case "EXTENSION_NOT_GRANTED":
      return "This room speaks another version than this page. Please reload the page.";
    default:
      return null;
  }
}
