// What moderators of Hiroba as a whole decide, on a real host with stock MQTT clients: it holds for who is there, and at the door.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { userIdSchema } from "../../shared/schema/ids.ts";
import { roomTag } from "../../shared/schema/internal/changes.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, jsonOf, type MqttGuest } from "../support/mqtt-guest.ts";
import { startTicketedHost, type TicketedHost } from "./host.ts";
import { SPEC } from "./support.ts";

let host: TicketedHost;
beforeAll(async () => {
  host = await startTicketedHost();
}, 20_000);
afterAll(async () => void (await host.stop()), 10_000);

const join = async (name: string, clientId = name): Promise<MqttGuest> =>
  joinAsMqttGuest(`mqtt://127.0.0.1:${host.tcpPort}`, SPEC.room, await host.ticket(name), {
    protocolVersion: 5,
    clientId,
  });
const isChat = (text: string) => (m: Parameters<typeof jsonOf>[0]) =>
  m.topicName.endsWith("/chat") && jsonOf(m)["text"] === text;

describe("[MOD-9] on a real host", () => {
  test("a ban ends every connection of the user, and no other, and refuses the next with 0x8A until it is lifted", async () => {
    const [bad, again, other] = [await join("bad"), await join("bad", "second"), await join("other")];
    const reasons: number[] = [];
    let ended = 0;
    for (const { client } of [bad, again]) {
      client.on("disconnect", (packet) => reasons.push(packet.reasonCode ?? 0));
      client.on("close", () => ended++);
    }
    const user = userIdSchema.parse("usr_bad");
    host.origin.sanctions.set(user, [
      { kind: "ban", scope: "platform", scopeId: null, untilMs: null, reason: "enough" },
    ]);
    host.origin.tell(roomTag.sanctions(user));
    await eventually("the end of both connections", () => ended === 2);
    expect(reasons).toEqual([0x98, 0x98]);
    const refused = await join("bad", "third").catch((error: Error & { code?: number }) => error);
    expect(refused).toMatchObject({ code: 0x8a });
    await other.sendChat("still here");
    await other.hears("their own line", isChat("still here"));

    host.origin.sanctions.delete(user);
    host.origin.tell(roomTag.sanctions(user));
    const back = await join("bad", "fourth");
    await back.sendChat("back");
    await other.hears("the line of who is back", isChat("back"));
    for (const client of [back, other]) await client.leave();
  }, 30_000);

  test("[MOD-10] a report is answered with what was said of late and who is there", async () => {
    const [a, b] = [await join("a"), await join("b")];
    await a.sendChat("you are all fools");
    await b.hears("the line", isChat("you are all fools"));
    host.origin.tell(roomTag.evidence(SPEC.room));
    const evidence = await eventually("the evidence", () => host.origin.evidence[0]);
    expect(evidence.lines.at(-1)).toMatchObject({ user: "usr_a", text: "you are all fools" });
    expect(evidence.people.map(({ user }) => user as string).toSorted()).toEqual(["usr_a", "usr_b"]);
    for (const client of [a, b]) await client.leave();
  }, 30_000);
});
