// Passkeys, as the edge asks the origin for them.

import type * as z from "zod";
import type { UserId } from "../../shared/schema/ids.ts";
import { type GrantedSession, grantedSessionSchema } from "../../shared/schema/internal/identity.ts";
import {
  type beginPasskeySchema,
  type beginSignUpSchema,
  type finishAddSchema,
  type finishSignInSchema,
  type finishSignUpSchema,
  passkeyListSchema,
} from "../../shared/schema/internal/passkeys.ts";
import { ACTING_SESSION_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type CreationOptions,
  creationOptionsSchema,
  type Passkey,
  passkeySchema,
  type RequestOptions,
  type renamePasskeySchema,
  requestOptionsSchema,
} from "../../shared/schema/passkey.ts";
import type { AskOrigin, RequestId } from "./call.ts";
import type { SignedIn } from "./identity.ts";

export function passkeyCalls({ ask, tell }: AskOrigin) {
  return {
    beginPasskeySignIn: (
      requestId: RequestId,
      body: z.input<typeof beginPasskeySchema>,
    ): Promise<RequestOptions> =>
      ask(requestId, requestOptionsSchema, { method: "POST", path: internalPath.passkeySignInOptions, body }),
    finishPasskeySignIn: (
      requestId: RequestId,
      body: z.input<typeof finishSignInSchema>,
    ): Promise<GrantedSession> =>
      ask(requestId, grantedSessionSchema, { method: "POST", path: internalPath.passkeySignIn, body }),
    beginPasskeySignUp: (
      requestId: RequestId,
      body: z.input<typeof beginSignUpSchema>,
    ): Promise<CreationOptions> =>
      ask(requestId, creationOptionsSchema, {
        method: "POST",
        path: internalPath.passkeySignUpOptions,
        body,
      }),
    finishPasskeySignUp: (
      requestId: RequestId,
      body: z.input<typeof finishSignUpSchema>,
    ): Promise<GrantedSession> =>
      ask(requestId, grantedSessionSchema, { method: "POST", path: internalPath.passkeySignUp, body }),

    passkeys: (requestId: RequestId, userId: UserId): Promise<z.output<typeof passkeyListSchema>> =>
      ask(requestId, passkeyListSchema, {
        method: "GET",
        path: fillPath(internalPath.passkeys, { userId }),
      }),
    beginPasskey: (
      requestId: RequestId,
      { userId, sessionId }: SignedIn,
      body: z.input<typeof beginPasskeySchema>,
    ): Promise<CreationOptions> =>
      ask(requestId, creationOptionsSchema, {
        method: "POST",
        path: fillPath(internalPath.passkeyOptions, { userId }),
        headers: { [ACTING_SESSION_HEADER]: sessionId },
        body,
      }),
    addPasskey: (
      requestId: RequestId,
      { userId, sessionId }: SignedIn,
      body: z.input<typeof finishAddSchema>,
    ): Promise<Passkey> =>
      ask(requestId, passkeySchema, {
        method: "POST",
        path: fillPath(internalPath.passkeys, { userId }),
        headers: { [ACTING_SESSION_HEADER]: sessionId },
        body,
      }),
    renamePasskey: (
      requestId: RequestId,
      userId: UserId,
      passkeyId: string,
      body: z.input<typeof renamePasskeySchema>,
    ): Promise<Passkey> =>
      ask(requestId, passkeySchema, {
        method: "PATCH",
        path: fillPath(internalPath.passkey, { userId, passkeyId }),
        body,
      }),
    removePasskey: (
      requestId: RequestId,
      { userId, sessionId }: SignedIn,
      passkeyId: string,
    ): Promise<void> =>
      tell(requestId, {
        method: "DELETE",
        path: fillPath(internalPath.passkey, { userId, passkeyId }),
        headers: { [ACTING_SESSION_HEADER]: sessionId },
      }),
  };
}
