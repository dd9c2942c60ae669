// What a client of a room was told, kept for a test to look at.

import type { RoomConnection, RoomHandlers } from "../../shared/client/room-client.ts";
import type { Member } from "../../shared/protocol/ext/presence.ts";

export type RoomListener = {
  readonly states: RoomConnection[];
  /** Everybody who was there, each time that changed. */
  readonly lists: (readonly Member[])[];
  readonly lines: string[];
  readonly on: RoomHandlers;
};

export function createRoomListener(): RoomListener {
  const states: RoomConnection[] = [];
  const lists: (readonly Member[])[] = [];
  const lines: string[] = [];
  const on: RoomHandlers = {
    connection: (state) => states.push(state),
    room: () => {},
    members: (members) => lists.push([...members.values()]),
    pose: () => {},
    chat: ({ text }) => lines.push(text),
    notice: () => {},
    roomNotice: () => {},
    gift: () => {},
  };
  return { states, lists, lines, on };
}
