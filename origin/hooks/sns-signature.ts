// Whether a message is really one of AWS's notification service, of the topic that is ours: signed by the certificate it names, which
// lies with AWS. By SHA-1 where a topic says nothing else (SignatureVersion 1), else by SHA-256.
// Source: AWS, "Verifying the signatures of Amazon SNS messages"

import { createVerify, X509Certificate } from "node:crypto";
import * as z from "zod";
import type { NowMs } from "../../shared/clock.ts";
import { Problem } from "../../shared/http/problem.ts";
import { readBody } from "../../shared/http/service.ts";
import { isSnsUrl } from "./s3-event.ts";

const CERTIFICATE_MAX_BYTES = 16 * 1024;
/** AWS has one at a time in each region, and changes it once a year or so. */
const CERTIFICATES_MAX = 8;

const signedSchema = z.object({
  Type: z.string(),
  TopicArn: z.string(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.base64(),
  SigningCertURL: z.string(),
});
/** What is signed, in this order, and of it what the message has. */
const SIGNED_FIELDS = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
} as const;

/** Resolves for a parsed body that is signed; else throws Problem SNS_SIGNATURE_INVALID (403). */
export type VerifySns = (body: unknown) => Promise<void>;

type Deps = { readonly fetch: (url: string) => Promise<Response>; readonly nowMs: NowMs };

/** Makes the check for one topic. Certificates are fetched once, from AWS alone. */
export function createSnsVerifier(topicArn: string, deps: Deps): VerifySns {
  const certificates = new Map<string, Promise<X509Certificate>>();
  const certificateAt = (url: string): Promise<X509Certificate> => {
    const known = certificates.get(url);
    if (known !== undefined) return known;
    const fetched = fetchCertificate(deps, url);
    certificates.set(url, fetched);
    // A failure is not remembered: the next message tries again.
    fetched.catch(() => certificates.delete(url));
    const [oldest] = certificates.size > CERTIFICATES_MAX ? certificates.keys() : [];
    if (oldest !== undefined) certificates.delete(oldest);
    return fetched;
  };
  return async (body) => {
    const message = signedSchema.safeParse(body);
    if (!message.success) throw invalid("it is not signed");
    const { TopicArn, SigningCertURL, SignatureVersion, Signature } = message.data;
    if (TopicArn !== topicArn) throw invalid(`it is of the topic ${TopicArn.slice(0, 200)}`);
    if (!isSnsUrl(SigningCertURL)) throw invalid("its certificate does not lie with AWS");
    const text = textToSign(body);
    if (text === null) throw invalid("nobody knows what of it is signed");
    const certificate = await certificateAt(SigningCertURL).catch((cause: unknown) => {
      throw certificateAway(cause);
    });
    if (Date.parse(certificate.validTo) < deps.nowMs()) throw invalid("its certificate has expired");
    const verify = createVerify(SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256").update(text);
    if (!verify.verify(certificate.publicKey, Signature, "base64"))
      throw invalid("its signature does not hold");
  };
}

async function fetchCertificate({ fetch }: Deps, url: string): Promise<X509Certificate> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the certificate answered ${answer.status}`);
  return new X509Certificate(await readBody(answer, CERTIFICATE_MAX_BYTES));
}

function textToSign(body: unknown): string | null {
  const fields = z.record(z.string(), z.unknown()).safeParse(body).data ?? {};
  const type = fields["Type"];
  const names =
    type === "Notification"
      ? SIGNED_FIELDS.Notification
      : type === "SubscriptionConfirmation" || type === "UnsubscribeConfirmation"
        ? SIGNED_FIELDS.SubscriptionConfirmation
        : null;
  if (names === null) return null;
  let text = "";
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string") text += `${name}\n${value}\n`;
  }
  return text;
}

function invalid(why: string): Problem {
  return new Problem({
    status: 403,
    code: "SNS_SIGNATURE_INVALID",
    title: "This is no message of our topic",
    detail: `By HIROBA_SNS_TOPIC_ARN only what AWS signed for it counts; ${why}.`,
  });
}

/** 503, so that SNS tries again. */
function certificateAway(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "SNS_CERTIFICATE_AWAY",
    title: "The certificate of this message cannot be fetched",
    headers: { "retry-after": "30" },
    cause,
  });
}
