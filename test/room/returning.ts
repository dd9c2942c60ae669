// A client that comes back: it reads, counts what it reads as a client does, is cut off, and shows its token.

import { assert } from "../../shared/assert.ts";
import { isEventFrame } from "../../shared/protocol/ext/event-frame.ts";
import type { Grant } from "../../shared/protocol/ext/hello.ts";
import { type DownSection, decodeDown } from "../../shared/protocol/ext/registry.ts";
import type { Role } from "../../shared/schema/role.ts";
import { ALL_CAPABILITIES, type Client, grantOf, type Heard, type Square } from "./support.ts";

export type Coming = NonNullable<Parameters<Square["enter"]>[1]>;

export class Returning {
  #square: Square;
  readonly #name: string;
  readonly #role: Role;
  client: Client;
  grant: Grant;
  /** Event frames read since the last grant that said to count anew. */
  events = 0;
  /** Their sections, in order. */
  readonly told: DownSection[] = [];

  constructor(square: Square, name: string, coming: Coming = {}) {
    this.#square = square;
    this.#name = name;
    this.#role = coming.role ?? "guest";
    this.client = square.enter(name, { capabilities: ALL_CAPABILITIES, role: this.#role, ...coming });
    const heard = this.client.heard();
    this.grant = grantOf(heard);
    this.#count(heard);
  }

  get sid(): number {
    return this.client.sid;
  }
  get resume() {
    assert(this.grant.resumeToken !== null, "granted a token");
    return { token: this.grant.resumeToken, events: this.events };
  }

  /** Reads all there is. */
  read(): Heard {
    const heard = this.client.heard();
    this.#count(heard);
    return heard;
  }

  /** Connects again, with its token unless told otherwise; answers what it heard behind the grant. */
  comeBack(coming: Coming = {}): Heard {
    const resume = this.resume;
    const options = { capabilities: ALL_CAPABILITIES, role: this.#role, resume, ...coming };
    this.client = this.#square.enter(this.#name, options);
    const heard = this.client.heard();
    this.grant = grantOf(heard);
    if (this.grant.resumed !== "replayed") this.events = 0;
    this.#count(heard);
    return heard;
  }

  /** Follows the room to another host, with a pass; answers what it heard behind the grant. */
  follow(there: Square): Heard {
    this.#square = there;
    return this.comeBack({ pass: this.resume.token });
  }

  #count({ packets }: Heard): void {
    for (const packet of packets) {
      if (packet.type !== "frame" || !isEventFrame(packet.body)) continue;
      this.events++;
      this.told.push(...decodeDown(packet.body));
    }
  }
}

/** A line of chat by somebody else. */
export const chatter = (client: Client, text: string): void =>
  client.frame({ kind: "chat", message: { text } });

export const linesOf = (sections: readonly DownSection[]): string[] =>
  sections.flatMap((section) => (section.kind === "chat" ? [section.message.text] : []));

/** What was told of who is here, as `op name` and what sets it apart. */
export const presenceOf = ({ sections }: Heard): string[] =>
  sections.flatMap((section) => {
    if (section.kind !== "presence") return [];
    const { message } = section;
    if (message.op === "leave") return message.sids.map((sid) => `leave ${sid}`);
    return message.members.map((m) => `${message.op} ${m.name}${m.reconnecting ? " reconnecting" : ""}`);
  });
