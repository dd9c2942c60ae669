// People for rooms with tickets: plain and extended ones of every role, two connections of one user now and then, and who comes last.

import { CAPABILITIES_SERVED, Capability } from "../../../shared/protocol/ext/hello.ts";
import type { Subscription } from "../../../shared/protocol/packet.ts";
import { roomIdSchema, worldIdSchema } from "../../../shared/schema/ids.ts";
import type { Role } from "../../../shared/schema/role.ts";
import { BUILT_IN_STAGE, type RoomSpec } from "../../../shared/schema/room-spec.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../../shared/schema/world-settings.ts";
import type { Chance } from "../../fuzz/chance.ts";
import { drawCapabilities, drawHabits, type Persona, subscription, type Will } from "../persona.ts";

export const ROOMS = ["rm_one", "rm_two"] as const;
const ROLES: readonly [Role, ...Role[]] = [
  "guest",
  "guest",
  "member",
  "member",
  "performer",
  "staff",
  "moderator",
];
const CAPACITY = 16;

export const roomSpec = (room: string): RoomSpec => ({
  room: roomIdSchema.parse(room),
  world: { id: worldIdSchema.parse("wld_sim"), name: "Sim" },
  epoch: 1,
  version: 1,
  content: BUILT_IN_STAGE,
  stage: null,
  gifts: null,
  suspects: [],
  kept: false,
  capacity: CAPACITY,
  settings: DEFAULT_WORLD_SETTINGS,
});

/** What plain people listen to: all of the room, or some of it. */
function drawRoomFilters(chance: Chance, room: string): readonly Subscription[] {
  const qos = chance.one([0, 1, 1, 2] as const);
  if (chance.percent(60)) return [subscription(`r/${room}/#`, qos)];
  const kinds = [
    "chat",
    "pose/+",
    "presence/+",
    "item/#",
    "state/+",
    "emote/+",
    "app/+/+",
    "own/#",
    "voice/+",
  ];
  const some = kinds.filter(() => chance.percent(50));
  return some.map((kind) => subscription(`r/${room}/${kind}`, qos));
}

export function drawPerson(
  chance: Chance,
  index: number,
  usersMax: number,
  rooms: readonly [string, ...string[]],
): Persona {
  const habits = drawHabits(chance);
  const room = chance.one(rooms);
  const extension = chance.percent(60)
    ? habits.version === 5 && chance.percent(70)
      ? "property"
      : "hello"
    : "none";
  const number = chance.percent(88) ? index : chance.below(usersMax);
  const isWindowed = extension === "none" && habits.receiveMaximum !== null;
  const will: Will | null = chance.percent(30)
    ? {
        topicName: `r/${room}/chat`,
        qos: 1,
        retain: false,
        delaySeconds: habits.version === 5 && habits.expirySeconds > 0 && chance.percent(40) ? 1 : 0,
      }
    : null;
  return {
    ...habits,
    name: `p${index}`,
    clientId: `p${index}`,
    user: `usr_u${number}`,
    role: chance.one(ROLES),
    room,
    extension,
    capabilities: drawCapabilities(chance),
    will,
    receiveMaximum: isWindowed ? habits.receiveMaximum : null,
    // Sections come in frames of any size, so a small maximum is for those without.
    packetMaxBytes: extension === "none" ? habits.packetMaxBytes : null,
    filters: extension === "none" ? drawRoomFilters(chance, room) : [],
  };
}

const CALM: Omit<Persona, "name" | "clientId" | "user" | "room" | "version" | "extension" | "filters"> = {
  role: "server",
  capabilities: CAPABILITIES_SERVED & ~Capability.resume,
  isClean: true,
  expirySeconds: 0,
  receiveMaximum: null,
  packetMaxBytes: null,
  aliasMax: 0,
  keepAliveSeconds: 0,
  will: null,
  ackDelayMaxMs: 0,
  weather: { delayMinMs: 1, delayMaxMs: 3, chunks: "whole", capacityBytes: 1024 * 1024 },
  transport: "tcp",
};

/** In each room two who see it for the first time: one by sections, one by topics. */
export function roomLatecomers(personas: readonly Persona[]): readonly Persona[] {
  return [...new Set(personas.map(({ room }) => room))].flatMap((room) => [
    {
      ...CALM,
      name: `late-x-${room}`,
      clientId: `late-x-${room}`,
      user: "usr_late",
      room,
      version: 5,
      extension: "property",
      filters: [],
    },
    {
      ...CALM,
      name: `late-p-${room}`,
      clientId: `late-p-${room}`,
      user: "usr_late",
      room,
      version: 5,
      extension: "none",
      filters: [subscription(`r/${room}/#`, 1)],
    },
  ]);
}

/** On an open host: one who subscribes to everything. */
export function openLatecomers(room: string): readonly Persona[] {
  return [
    {
      ...CALM,
      name: "late",
      clientId: "late",
      user: null,
      room,
      version: 5,
      extension: "none",
      filters: [subscription("#", 2)],
    },
  ];
}
