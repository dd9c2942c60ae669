// Golden vectors of how the extension is asked for and granted: the property of CONNECT and CONNACK, the texts of the `$x` topics,
// and what is none of them.

import { decodeUtf8, encodeUtf8 } from "../../shared/protocol/bytes.ts";
import {
  formatGrant,
  formatHello,
  formatHelloGrant,
  formatRequest,
  type Grant,
  parseGrant,
  parseHello,
  parseHelloGrant,
  parseRequest,
} from "../../shared/protocol/ext/hello.ts";
import type { VectorFile } from "./sample.ts";

/** What a text is meant as; and what it says, null when it is no such thing. */
type Told =
  | { readonly form: "request"; readonly request: ReturnType<typeof parseRequest> }
  | { readonly form: "grant"; readonly grant: Grant | null }
  | { readonly form: "hello"; readonly hello: ReturnType<typeof parseHello> }
  | { readonly form: "hello-grant"; readonly grant: Grant | null; readonly nonce: string };

const FIRST: Grant = { capabilities: 1, sid: 1, tickMs: 50, resumeToken: null, resumed: "no" };
const TOKEN = "00112233445566778899aabbccddeeff";
const GRANTS: readonly Grant[] = [
  FIRST,
  { capabilities: 0xffffffff, sid: 65_535, tickMs: 1_000, resumeToken: TOKEN, resumed: "no" },
  { ...FIRST, resumeToken: TOKEN, resumed: "replayed" },
  { ...FIRST, resumed: "anew" },
];
const RESUMES = [null, { token: TOKEN, events: 0 }, { token: TOKEN, events: 4_294_967_295 }];
const NONCES = ["a", "n0-1_Z", "n".repeat(32)];

function* said(): Generator<Told> {
  for (const capabilities of [0, 1, 0x7, 0x7bf, 0xffffffff])
    yield { form: "request", request: { capabilities, resume: null } };
  for (const resume of RESUMES) yield { form: "request", request: { capabilities: 0x7bf, resume } };
  for (const grant of GRANTS) yield { form: "grant", grant };
  for (const nonce of NONCES)
    for (const resume of RESUMES) yield { form: "hello", hello: { capabilities: 0x7bf, resume, nonce } };
  for (const nonce of NONCES) for (const grant of GRANTS) yield { form: "hello-grant", grant, nonce };
}

const plain = (capabilities: number) => ({ capabilities, resume: null });
/** Read otherwise than one might think. */
const READ: readonly (readonly [text: string, told: Told])[] = [
  ["1;c=FF", { form: "request", request: plain(255) }],
  ["1;c=1;later=2", { form: "request", request: plain(1) }],
  ["1;c=1;rt=short;e=1", { form: "request", request: plain(1) }],
  ["2;c=1", { form: "request", request: null }],
  ["1;c=", { form: "request", request: null }],
  ["1;c=123456789", { form: "request", request: null }],
  ["1;c=1;sid=1;tick=50;later=2", { form: "grant", grant: FIRST }],
  ["1;c=1;sid=7", { form: "grant", grant: null }],
  ["?2;c=1;n=a", { form: "hello", hello: null }],
  ["?1;c=1;n=", { form: "hello", hello: null }],
  ["?1;c=1;n=a b", { form: "hello", hello: null }],
  [`?1;c=1;n=${"n".repeat(33)}`, { form: "hello", hello: null }],
  ["!1;c=1;sid=1;tick=50;later=2;n=mine", { form: "hello-grant", grant: FIRST, nonce: "mine" }],
  ["!1;c=1;sid=7;tick=50;n=other", { form: "hello-grant", grant: null, nonce: "mine" }],
  ["?1;c=1;n=mine", { form: "hello-grant", grant: null, nonce: "mine" }],
];

function textOf(told: Told): string {
  switch (told.form) {
    case "request":
      return formatRequest(told.request?.capabilities ?? 0, told.request?.resume);
    case "grant":
      return formatGrant(told.grant ?? FIRST);
    case "hello":
      return formatHello(told.hello?.capabilities ?? 0, told.hello?.nonce ?? "", told.hello?.resume);
    case "hello-grant":
      return formatHelloGrant(formatGrant(told.grant ?? FIRST), told.nonce);
  }
}

function read(text: string, told: Told): Told {
  const { form } = told;
  switch (form) {
    case "request":
      return { form, request: parseRequest(text) };
    case "grant":
      return { form, grant: parseGrant(text) };
    case "hello":
      return { form, hello: parseHello(text) };
    case "hello-grant":
      return { form, grant: parseHelloGrant(text, told.nonce), nonce: told.nonce };
  }
}

export const helloVectors: VectorFile = {
  title: "Golden vectors of hello and grant (SPEC, sections 4 and 16)",
  encode: (told: Told) => encodeUtf8(textOf(told)),
  decode: (bytes, told: Told) => read(decodeUtf8(bytes), told),
  *lines() {
    for (const inputs of said()) yield { inputs };
    for (const [text, decoded] of READ) yield { bytes: encodeUtf8(text), decoded };
  },
};
