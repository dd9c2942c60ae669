// Golden vectors of how the extension is asked for and granted: the property of CONNECT and CONNACK, the texts of the `$x` topics,
// and what is none of them.

import { decodeUtf8, encodeUtf8 } from "../../shared/protocol/bytes.ts";
import {
  formatGrant,
  formatHello,
  formatHelloGrant,
  formatRequest,
  parseGrant,
  parseHello,
  parseHelloGrant,
  parseRequest,
} from "../../shared/protocol/ext/hello.ts";
import type { VectorFile } from "./sample.ts";

/** What a text is meant as; and what it says, null when it is no such thing. */
type Told =
  | { readonly form: "request"; readonly capabilities: number | null }
  | { readonly form: "grant"; readonly grant: ReturnType<typeof parseGrant> }
  | { readonly form: "hello"; readonly hello: ReturnType<typeof parseHello> }
  | { readonly form: "hello-grant"; readonly grant: ReturnType<typeof parseGrant>; readonly nonce: string };

const FIRST = { capabilities: 0x1, sid: 1, tickMs: 50 };
const LAST = { capabilities: 0xffffffff, sid: 65_535, tickMs: 1_000 };
const NONCES = ["a", "n0-1_Z", "n".repeat(32)];

const SAID: readonly Told[] = [
  ...[0, 1, 0x7, 0x39f, 0xffffffff].map((capabilities) => ({ form: "request", capabilities }) as const),
  ...[FIRST, LAST].map((grant) => ({ form: "grant", grant }) as const),
  ...NONCES.map((nonce) => ({ form: "hello", hello: { capabilities: 0x39f, nonce } }) as const),
  ...NONCES.map((nonce) => ({ form: "hello-grant", grant: LAST, nonce }) as const),
];

/** Read otherwise than one might think. */
const READ: readonly (readonly [text: string, told: { readonly form: Told["form"]; readonly nonce?: string }])[] = [
  ["1;c=FF", { form: "request" }],
  ["1;c=1;later=2", { form: "request" }],
  ["2;c=1", { form: "request" }],
  ["1;c=", { form: "request" }],
  ["1;c=123456789", { form: "request" }],
  ["1;c=1;sid=7;tick=50;later=2", { form: "grant" }],
  ["1;c=1;sid=7", { form: "grant" }],
  ["?2;c=1;n=a", { form: "hello" }],
  ["?1;c=1;n=", { form: "hello" }],
  ["?1;c=1;n=a b", { form: "hello" }],
  [`?1;c=1;n=${"n".repeat(33)}`, { form: "hello" }],
  ["!1;c=1;sid=7;tick=50;n=other", { form: "hello-grant", nonce: "mine" }],
  ["?1;c=1;n=mine", { form: "hello-grant", nonce: "mine" }],
];

function textOf(told: Told): string {
  switch (told.form) {
    case "request":
      return formatRequest(told.capabilities ?? 0);
    case "grant":
      return formatGrant(told.grant ?? FIRST);
    case "hello":
      return formatHello(told.hello?.capabilities ?? 0, told.hello?.nonce ?? "");
    case "hello-grant":
      return formatHelloGrant(formatGrant(told.grant ?? FIRST), told.nonce);
  }
}

function read(text: string, { form, nonce = "" }: { form: Told["form"]; nonce?: string }): Told {
  switch (form) {
    case "request":
      return { form, capabilities: parseRequest(text) };
    case "grant":
      return { form, grant: parseGrant(text) };
    case "hello":
      return { form, hello: parseHello(text) };
    case "hello-grant":
      return { form, grant: parseHelloGrant(text, nonce), nonce };
  }
}

export const helloVectors: VectorFile = {
  title: "Golden vectors of hello and grant (SPEC, section 4)",
  encode: (told: Told) => encodeUtf8(textOf(told)),
  decode: (bytes, told: Told) => read(decodeUtf8(bytes), told),
  *lines() {
    for (const inputs of SAID) yield { inputs };
    for (const [text, told] of READ) yield { bytes: encodeUtf8(text), told };
  },
};
