// When all is quiet everybody sees the same room: who is in it, whose each item is and where, every key, where everybody stands. Held
// against what the host says of itself and against somebody who only came now. Blocks are what two views may differ by.

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { ANY_VERSION } from "../../shared/protocol/ext/state-kv.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import type { Client } from "./client.ts";
import type { PlainView } from "./plain-view.ts";
import { textToTag } from "./utterance.ts";
import type { View } from "./view.ts";
import type { World } from "./world.ts";

type Seer = { readonly client: Client; readonly view: View };
type Listener = { readonly client: Client; readonly plain: PlainView };

/** Breaks an invariant for every room whose people do not agree. Latecomers must be in it. */
export function checkAgreement(world: World, latecomers: readonly Client[]): void {
  for (const room of new Set(latecomers.map(({ persona }) => persona.room))) {
    const here = world.clients.filter((client) => client.persona.room === room && client.isOpen);
    const seers = here.flatMap((client) => {
      const view = client.conversation?.view ?? null;
      return view === null ? [] : [{ client, view }];
    });
    const late = seers.find(({ client }) => latecomers.includes(client));
    const lateListener = here.find(
      (client) => latecomers.includes(client) && client.persona.extension === "none",
    );
    if (late === undefined || lateListener === undefined) {
      world.broken("agreement", `whoever comes last could not come into ${room}`);
      continue;
    }
    checkMembers(world, room, seers, lateListener.plain);
    for (const seer of seers) checkItemsAndKeys(world, room, seer, late);
    checkPoses(world, room, seers);
    const listeners = here.filter(({ persona }) =>
      persona.filters.some((one) => one.topicFilter === `r/${room}/#`),
    );
    for (const client of listeners) checkTopics(world, room, { client, plain: client.plain }, lateListener);
    checkRetained(world, room, lateListener.plain, late.view);
  }
  checkEvents(world);
  checkVersions(world);
}

function checkMembers(world: World, room: string, seers: readonly Seer[], plain: PlainView): void {
  const members = [...(world.said.members.get(room)?.keys() ?? [])].sort((a, b) => a - b).join(",");
  const retainedOf = new Map<number, { readonly text: string | undefined; readonly fields: string }>();
  const retainedAs = (sid: number) => {
    const text = plain.topics.get(roomTopic(room, "presence", sid));
    const known = retainedOf.get(sid) ?? { text, fields: text === undefined ? "" : sorted(JSON.parse(text)) };
    retainedOf.set(sid, known);
    return known;
  };
  for (const { client, view } of seers) {
    const seen = [...view.members.keys()].sort((a, b) => a - b).join(",");
    if (seen !== members)
      world.broken(
        "agreement.members",
        `${client.persona.name} sees ${seen || "nobody"}, ${members} are in ${room}`,
      );
    for (const [sid, member] of view.members) {
      const { text, fields } = retainedAs(sid);
      if (text === undefined || fields !== sorted(member))
        world.broken(
          "agreement.members",
          `${client.persona.name} sees ${JSON.stringify(member)}, retained is ${text}`,
        );
    }
  }
  const prefix = roomTopic(room, "presence", "");
  const retained = [...plain.topics.keys()].filter((topic) => topic.startsWith(prefix)).length;
  if (retained !== world.said.members.get(room)?.size)
    world.broken("agreement.members", `${retained} are retained as present in ${room}`);
}

/** Fields in any order. */
const sorted = (fields: object): string => JSON.stringify(Object.entries(fields).sort());

function checkItemsAndKeys(world: World, room: string, { client, view }: Seer, late: Seer): void {
  const {
    user,
    persona: { name },
  } = client;
  const has = (capability: number): boolean => (view.capabilities & capability) !== 0;
  if (has(Capability.items)) {
    const shown = (one: View): string =>
      [...one.items]
        .map(([id, i]) => `${id} ${i.what} ${i.owner} ${i.mode} ${i.epoch}`)
        .sort()
        .join("\n");
    if (shown(view) !== shown(late.view))
      world.broken(
        "agreement.items",
        `${name} sees\n${shown(view)}\nwhoever comes last\n${shown(late.view)}`,
      );
    for (const [id, item] of view.items) {
      const truth = late.view.items.get(id)?.block;
      const owner = view.members.get(item.owner)?.user;
      const isHidden = owner !== undefined && world.said.isApartNow(room, owner, user);
      if (!isHidden && (item.block === null || truth == null || !Buffer.from(item.block).equals(truth)))
        world.broken(
          "agreement.items",
          `${name} has item ${id} at ${hex(item.block)}, it is at ${hex(truth)}`,
        );
    }
  }
  if (!has(Capability.state)) return;
  for (const [key, { version, text }] of late.view.states)
    if (!isEverHidden(world, room, view, key, client)) {
      const seen = view.states.get(key);
      if (seen?.version !== version || seen.text !== text)
        world.broken("agreement.state", `${name} has ${key} in version ${seen?.version}, it is ${version}`);
    }
  for (const key of view.states.keys())
    if (!late.view.states.has(key) && !isEverHidden(world, room, view, key, client))
      world.broken("agreement.state", `${name} still has ${key}`);
}

const hex = (block: Uint8Array | null | undefined): string =>
  block == null ? "nowhere" : Buffer.from(block).toString("hex");

/** A key of somebody's own whom this one may have been kept apart from at the time. */
function isEverHidden(world: World, room: string, view: View, key: string, client: Client): boolean {
  const owner = view.members.get(Number(key.split("/")[0]))?.user;
  return owner !== undefined && world.said.wasEverApart(room, owner, client.user);
}

function checkPoses(world: World, room: string, seers: readonly Seer[]): void {
  const sids = new Set(seers.flatMap(({ view }) => [...view.poses.keys()]));
  for (const sid of sids) {
    const newest = Math.max(...seers.map(({ view }) => view.poses.get(sid) ?? 0));
    for (const { client, view } of seers) {
      const {
        user,
        persona: { name },
      } = client;
      const mover = view.members.get(sid)?.user;
      if (!view.wantsPoses) continue;
      if (mover !== undefined && world.said.isApartNow(room, mover, user)) continue;
      if (view.poses.get(sid) !== newest)
        world.broken(
          "agreement.poses",
          `${name} has ${sid} at pose ${view.poses.get(sid)}, others at ${newest}`,
        );
    }
  }
}

/** What a plain client has kept of what is retained is what is retained. */
function checkTopics(world: World, room: string, { client, plain }: Listener, late: Client): void {
  const { persona, connectionCount } = client;
  const isSure = persona.packetMaxBytes === null && persona.receiveMaximum === null;
  const qos = persona.filters[0]?.qos ?? 0;
  if (!isSure || (connectionCount > 1 && qos === 0)) return;
  const isLeftOut = (topic: string): boolean => {
    const [, , kind, rest, leaf] = topic.split("/");
    // Whose keys were kept from it, it may have as they were before; of who has left it has none.
    const isHere = world.said.members.get(room)?.has(Number(rest)) === true;
    if (kind === "own") {
      // Of an open host everybody is somebody else each time they come.
      if (persona.user === null) return world.said.wasAnybodyApart(room);
      return isHere && world.said.wasEverApart(room, world.said.userOf(room, Number(rest)), client.user);
    }
    // What moves goes out at QoS 0, and not at all to who is kept apart from its mover.
    return (
      kind === "item" &&
      leaf === undefined &&
      (connectionCount > 1 || world.said.isEverApartFromAnybody(room, client.user))
    );
  };
  for (const topic of new Set([...plain.topics.keys(), ...late.plain.topics.keys()]))
    if (!isLeftOut(topic) && plain.topics.get(topic) !== late.plain.topics.get(topic))
      world.broken(
        "agreement.topics",
        `${persona.name} has ${topic} as ${plain.topics.get(topic)}, retained is ${late.plain.topics.get(topic)}`,
      );
}

/** Topics and sections tell of the same items and keys. */
function checkRetained(world: World, room: string, plain: PlainView, view: View): void {
  const kept = (kind: string): string[] =>
    [...plain.topics.keys()].filter((topic) => topic.startsWith(`r/${room}/${kind}/`));
  const wanted = [...view.items.keys()]
    .flatMap((id) => [`${id}`, `${id}/info`, `${id}/owner`])
    .sort()
    .join(" ");
  const items = kept("item")
    .map((topic) => topic.slice(`r/${room}/item/`.length))
    .sort()
    .join(" ");
  if (items !== wanted)
    world.broken("agreement.retained", `the items ${items} are retained, there are ${wanted}`);
  for (const [id, { block, owner, epoch }] of view.items) {
    const retained = plain.topics.get(roomTopic(room, "item", id)) ?? "";
    if (block !== null && retained !== Buffer.from(block).toString("latin1"))
      world.broken(
        "agreement.retained",
        `item ${id} is retained at ${Buffer.from(retained, "latin1").toString("hex")}, it is at ${hex(block)}`,
      );
    const told = JSON.parse(plain.topics.get(roomTopic(room, "item", id, "owner")) ?? "{}") as Record<
      string,
      unknown
    >;
    if ((told["owner"] ?? 0) !== owner || told["epoch"] !== epoch)
      world.broken(
        "agreement.retained",
        `item ${id} is retained as ${JSON.stringify(told)}, it is ${owner}'s in ${epoch}`,
      );
  }
  for (const [name, { text }] of view.states) {
    const [sid = "", key = ""] = name.split("/");
    const topic = sid === "0" ? roomTopic(room, "state", key) : roomTopic(room, "own", sid, key);
    if (plain.topics.get(topic) !== text)
      world.broken("agreement.retained", `${topic} is retained as ${plain.topics.get(topic)}, it is ${text}`);
  }
  if (kept("state").length + kept("own").length !== view.states.size)
    world.broken(
      "agreement.retained",
      `${kept("state").length + kept("own").length} keys are retained, there are ${view.states.size}`,
    );
}

/** Below what anybody may say in a burst. */
const SURELY_TAKEN: Readonly<Record<string, number>> = { chat: 8, emote: 6, app: 10 };

/** What happened once reached all who ought to hear it, or nobody where it was refused. */
function checkEvents(world: World): void {
  for (const utterance of world.utterances.all) {
    const { kind, tag, order, room, user, countBefore, eligible, heardBy, isRepeated } = utterance;
    const burst = SURELY_TAKEN[kind];
    // What came twice may have been taken the second time, when others were there.
    if (burst === undefined || order === null || isRepeated) continue;
    const isSilenced = kind === "chat" && world.said.isSilenced(room, user, order, order);
    const isTaken = countBefore < burst && !isSilenced;
    if (!isTaken && heardBy.size === 0) continue;
    const missed = eligible.find(
      (one) => !heardBy.has(world.reach.hearerOf(one)) && world.reach.isStillThere(one),
    );
    if (missed !== undefined)
      world.broken(
        "lost",
        `${kind} ${tag} of ${user} never reached ${world.reach.hearerOf(missed)}; ${heardBy.size} heard it`,
      );
  }
}

/** A key that was set by who knew its version was set on top of that very version. SPEC [STATE-3] */
function checkVersions(world: World): void {
  for (const versions of world.hearingDeps.versions.values()) {
    const newest = new Map<string, { readonly version: number; readonly text: string }>();
    let isWhole = true;
    for (const version of [...versions.keys()].sort((a, b) => a - b)) {
      const { name, text } = versions.get(version) ?? { name: "", text: "" };
      // Of a version that nobody was told of, nobody knows which key it was.
      isWhole &&= version === 1 || versions.has(version - 1);
      const said = world.utterances.find(textToTag(Buffer.from(text, "latin1")))?.state;
      const before = newest.get(name);
      const base = before === undefined || before.text === "" ? 0 : before.version;
      if (isWhole && said !== undefined && said.version !== ANY_VERSION && said.version !== base)
        world.broken(
          "state.version",
          `${name} ${text} was set on version ${said.version} and taken on ${base}`,
        );
      newest.set(name, { version, text });
    }
  }
}
