// Gifts, as the edge asks the origin for them.

import {
  type Gift,
  type GiftKind,
  giftKindListSchema,
  giftSchema,
  type ReceivedGiftPage,
  type ReceivedGiftQuery,
  receivedGiftPageSchema,
  type SendGift,
} from "../../shared/schema/gift.ts";
import type { RoomId, UserId } from "../../shared/schema/ids.ts";
import { ACTING_USER_HEADER, fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function giftCalls({ ask }: AskOrigin) {
  return {
    giftKinds: (requestId: RequestId): Promise<{ items: GiftKind[] }> =>
      ask(requestId, giftKindListSchema, { method: "GET", path: internalPath.giftKinds }),
    sendGift: (
      requestId: RequestId,
      userId: UserId,
      roomId: RoomId,
      body: SendGift,
      idempotencyKey: string | undefined,
    ): Promise<Gift> =>
      ask(requestId, giftSchema, {
        method: "POST",
        path: fillPath(internalPath.roomGifts, { roomId }),
        headers: {
          [ACTING_USER_HEADER]: userId,
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        },
        body,
      }),
    receivedGifts: (
      requestId: RequestId,
      userId: UserId,
      query: ReceivedGiftQuery,
    ): Promise<ReceivedGiftPage> =>
      ask(requestId, receivedGiftPageSchema, {
        method: "GET",
        path: fillPath(internalPath.receivedGifts, { userId }),
        query,
      }),
  };
}
