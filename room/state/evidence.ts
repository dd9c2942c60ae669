// What a room says of itself when somebody reported what happened there: who is here and where, and what was said of late.
// SPEC [MOD-10]

import { stepsToMetres } from "../../shared/protocol/ext/quantize.ts";
import { EVIDENCE_PEOPLE_MAX, type RoomEvidence } from "../../shared/schema/room-evidence.ts";
import { recentLines } from "./chat-log.ts";
import { everybody, type Participant, type Room } from "./room.ts";

export function evidenceOf(room: Room, nowMs: number): RoomEvidence {
  const people = [...everybody(room)].slice(0, EVIDENCE_PEOPLE_MAX);
  return {
    atMs: nowMs,
    people: people.map((participant) => {
      const { sid, member } = participant;
      const seat = participant.seat === "ghost" ? "ghost" : "visible";
      const { user, name, role, joinedAt, silenced } = member;
      return {
        user,
        name,
        role,
        sid,
        seat,
        joinedAtMs: joinedAt,
        silenced,
        position: positionOf(room, participant),
      };
    }),
    lines: recentLines(room.chatLog, nowMs).map((line) => ({ ...line })),
  };
}

/** Where they stand; a ghost stands nowhere. */
function positionOf({ poses }: Room, { seat, slot }: Participant): [number, number, number] | null {
  if (seat === "ghost") return null;
  return [poses.x[slot] ?? 0, poses.y[slot] ?? 0, poses.z[slot] ?? 0].map(stepsToMetres) as [
    number,
    number,
    number,
  ];
}
