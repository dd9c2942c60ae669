// A few clients and a host, from CONNECT to the end: whatever they say, however it is chopped up, however slowly they read and
// whenever they vanish, the host fails at nothing, sends only what a strict client can read, and still answers a newcomer.

import type { Chance } from "../chance.ts";
import { acknowledge, connect, talk } from "../client-talk.ts";
import { type MemoryClient, startMemoryHost } from "../memory-host.ts";
import type { Target } from "../target.ts";

const CLIENTS_MAX = 5;
const STEPS_MAX = 60;
const CHUNKS_MAX = 4;
/** More than the host waits for anything but sessions and empty rooms. */
const PAUSE_MAX_MS = 400;
const LONG_PAUSE_MS = 70_000;

type Host = ReturnType<typeof startMemoryHost>;
type Seat = { client: MemoryClient; answered: number };

function sit(host: Host, chance: Chance): Seat {
  const client = host.open(`10.0.0.${chance.below(3)}`);
  client.socket.version = chance.percent(65) ? 5 : 4;
  return { client, answered: 0 };
}

/** In a few pieces, as TCP may deliver it. */
function say({ client }: Seat, bytes: Uint8Array, chance: Chance): void {
  for (let at = 0, left = chance.between(1, CHUNKS_MAX); at < bytes.length; left--) {
    const end = left <= 1 ? bytes.length : at + chance.between(1, bytes.length - at);
    client.receive(bytes.slice(at, end));
    at = end;
  }
}

function answer(seat: Seat, chance: Chance): void {
  const { received } = seat.client.socket;
  const heard = received.slice(seat.answered);
  seat.answered = received.length;
  for (const bytes of acknowledge(heard)) if (chance.percent(90)) say(seat, bytes, chance);
}

async function step(host: Host, seats: Seat[], chance: Chance): Promise<number> {
  const at = chance.below(seats.length);
  const seat = seats[at];
  if (seat === undefined) return 0;
  const { socket } = seat.client;
  if (socket.isClosed || chance.percent(2)) {
    if (!socket.isClosed || chance.percent(50)) seat.client.drop();
    socket.isClosed = true;
    const next = sit(host, chance);
    seats[at] = next;
    say(next, connect(chance, next.client.socket.version), chance);
    await host.settle();
    return 1;
  }
  if (chance.percent(5)) seat.client.drain(chance.one([0, 7, 500, Number.POSITIVE_INFINITY]));
  if (chance.percent(20)) host.time.pass(chance.percent(4) ? LONG_PAUSE_MS : chance.below(PAUSE_MAX_MS));
  answer(seat, chance);
  say(seat, talk(chance, socket.version), chance);
  if (chance.percent(30)) await host.settle();
  return 1;
}

/** Comes to a host that has been through all that: it is let in and its PING is answered. Throws Error when it is not. */
async function assertAlive(host: Host): Promise<void> {
  const client = host.open("10.9.9.9");
  client.receive(Uint8Array.fromHex("100d00044d51545404020000000166"));
  await host.settle();
  client.receive(Uint8Array.fromHex("c000"));
  host.time.pass(20);
  const heard = client.socket.received
    .map((packet) => packet.type)
    .filter((type) => type.startsWith("p") || type === "connack");
  if (heard[0] !== "connack" || !heard.includes("pingresp"))
    throw new Error(`a newcomer who connected and pinged heard ${heard.join(", ")}`);
}

async function run(chance: Chance): Promise<number> {
  const host = startMemoryHost();
  try {
    let packets = 0;
    const seats = Array.from({ length: chance.between(1, CLIENTS_MAX) }, () => sit(host, chance));
    for (const seat of seats) {
      say(seat, chance.percent(95) ? connect(chance, seat.client.socket.version) : talk(chance, 5), chance);
      packets++;
    }
    await host.settle();
    for (let steps = chance.between(1, STEPS_MAX); steps > 0; steps--)
      packets += await step(host, seats, chance);
    host.time.pass(1_000);
    await assertAlive(host);
    return packets;
  } finally {
    host.stop();
  }
}

export const session: Target = { name: "session", about: "clients and a host, from CONNECT to the end", run };
