import { describe, expect, test } from "bun:test";
import { createSign } from "node:crypto";
import { join } from "node:path";
import { createSnsVerifier } from "../../../origin/hooks/sns-signature.ts";
import { Problem } from "../../../shared/http/problem.ts";

const FIXTURES = join(import.meta.dir, "../../fixtures/sns");
const key = await Bun.file(join(FIXTURES, "signing.key")).text();
const certificate = await Bun.file(join(FIXTURES, "signing.pem")).text();

const TOPIC = "arn:aws:sns:ap-northeast-1:123456789012:uploads";
const CERTIFICATE_URL = "https://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-0123.pem";
const NOTIFICATION = {
  Type: "Notification",
  MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
  TopicArn: TOPIC,
  Subject: "Amazon S3 Notification",
  Message: '{"Records":[]}',
  Timestamp: "2026-01-02T03:04:05.678Z",
};
const CONFIRMATION = {
  Type: "SubscriptionConfirmation",
  MessageId: "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
  Token: "2336412f37",
  TopicArn: TOPIC,
  Message: "You have chosen to subscribe",
  SubscribeURL: "https://sns.ap-northeast-1.amazonaws.com/?Action=ConfirmSubscription",
  Timestamp: "2026-01-02T03:04:05.678Z",
};

/** The same with a signature over what AWS signs: the fields in the order of their names, each on lines of its own. */
function signed<T extends Record<string, string>>(message: T, version: "1" | "2" = "2") {
  const text = Object.keys(message)
    .toSorted()
    .map((name) => `${name}\n${message[name]}\n`)
    .join("");
  const signature = createSign(version === "1" ? "RSA-SHA1" : "RSA-SHA256")
    .update(text)
    .sign(key, "base64");
  return { ...message, SignatureVersion: version, Signature: signature, SigningCertURL: CERTIFICATE_URL };
}

function verifier(answer = () => new Response(certificate), nowMs = Date.now) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return answer();
  };
  return { asked, verify: createSnsVerifier(TOPIC, { fetch, nowMs }) };
}
const outcome = (verify: Promise<void>) =>
  verify.then(
    () => "holds",
    (error: unknown) => (error instanceof Problem ? `${error.status} ${error.code}` : String(error)),
  );

describe("a message of our topic", () => {
  const { Subject: _, ...withoutSubject } = NOTIFICATION;
  test.each([
    ["a notification", signed(NOTIFICATION)],
    ["one without a subject", signed(withoutSubject)],
    ["one signed with SHA-1", signed(NOTIFICATION, "1")],
    ["a confirmation", signed(CONFIRMATION)],
    ["a farewell", signed({ ...CONFIRMATION, Type: "UnsubscribeConfirmation" })],
    ["one that says more than is signed", { ...signed(NOTIFICATION), UnsubscribeURL: "https://x.test/" }],
  ])("holds: %s", async (_what, message) => {
    expect(await outcome(verifier().verify(message))).toBe("holds");
  });

  test("has its certificate fetched once, and again after that failed", async () => {
    let isAway = true;
    const { asked, verify } = verifier(() =>
      isAway ? new Response(null, { status: 500 }) : new Response(certificate),
    );
    expect(await outcome(verify(signed(NOTIFICATION)))).toBe("503 SNS_CERTIFICATE_AWAY");
    isAway = false;
    for (let n = 0; n < 3; n++) expect(await outcome(verify(signed(NOTIFICATION)))).toBe("holds");
    expect(asked).toEqual([CERTIFICATE_URL, CERTIFICATE_URL]);
  });
});

describe("refused, and no certificate is fetched from anywhere but AWS", () => {
  const INVALID = "403 SNS_SIGNATURE_INVALID";
  const real = signed(NOTIFICATION);
  test.each<[string, unknown]>([
    ["a message that was changed", { ...real, Message: '{"Records":[1]}' }],
    ["a field taken out", { ...real, Subject: undefined }],
    ["a signature of another version", { ...real, SignatureVersion: "1" }],
    ["a version nobody knows", { ...real, SignatureVersion: "3" }],
    ["no signature", NOTIFICATION],
    ["a signature that is none", { ...real, Signature: "AAAA" }],
    ["another's topic", signed({ ...NOTIFICATION, TopicArn: `${TOPIC}-of-another` })],
    ["another kind of message", signed({ ...NOTIFICATION, Type: "Surprise" })],
    ["an event without an envelope", { Records: [] }],
    ["nothing", null],
  ])("%s", async (_what, message) => {
    expect(await outcome(verifier().verify(message))).toBe(INVALID);
  });

  test.each([
    "https://sns.ap-northeast-1.amazonaws.com.evil.test/cert.pem",
    "https://evil.test/sns.amazonaws.com/cert.pem",
    "http://sns.ap-northeast-1.amazonaws.com/cert.pem",
    "https://sns.ap-northeast-1.amazonaws.com:8443/cert.pem",
    "file:///etc/passwd",
  ])("a certificate at %s", async (SigningCertURL) => {
    const { asked, verify } = verifier();
    expect(await outcome(verify({ ...real, SigningCertURL }))).toBe(INVALID);
    expect(asked).toEqual([]);
  });

  test("a certificate that has expired, is too large, or is none", async () => {
    const later = () => Date.UTC(2200, 0);
    expect(await outcome(verifier(undefined, later).verify(real))).toBe(INVALID);
    for (const body of ["x".repeat(20_000), "no certificate"])
      expect(await outcome(verifier(() => new Response(body)).verify(real))).toBe("503 SNS_CERTIFICATE_AWAY");
  });
});
