// What a room says to something a participant sent: done, or why not, in both tongues.

import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { Drop, type DropReason } from "../metrics/kind.ts";

export type Refusal = {
  /** For PUBACK. */
  readonly reasonCode: ReasonCode;
  /** For NOTICE. */
  readonly notice: NoticeCode;
  readonly message: string;
};

/** Too much, or too often: 0x97. */
export const overQuota = (notice: NoticeCode, message: string): Refusal => ({
  reasonCode: ReasonCode.quotaExceeded,
  notice,
  message,
});
/** Not theirs to do: 0x87. */
export const notAllowed = (message: string, notice: NoticeCode = NoticeCode.notAllowed): Refusal => ({
  reasonCode: ReasonCode.notAuthorized,
  notice,
  message,
});
/** Nothing that could be done as things are: 0x83. */
export const refused = (notice: NoticeCode, message: string): Refusal => ({
  reasonCode: ReasonCode.implementationSpecificError,
  notice,
  message,
});

/** null: done, or rightly passed over in silence. */
export type Verdict = Refusal | null;

/** What an acknowledgement says of a publish: its reason code, and why in words where there is something to say. */
export type Answer = { readonly reasonCode: ReasonCode; readonly message: string | null };

export const answered = (reasonCode: ReasonCode, message: string | null = null): Answer => ({
  reasonCode,
  message,
});

const DROP_OF_NOTICE: ReadonlyMap<NoticeCode, DropReason> = new Map([
  [NoticeCode.poseOutside, Drop.invalid],
  [NoticeCode.muted, Drop.muted],
  [NoticeCode.stateStale, Drop.stale],
  [NoticeCode.stateFull, Drop.full],
  [NoticeCode.itemsFull, Drop.full],
]);
const DROP_OF_REASON_CODE: ReadonlyMap<ReasonCode, DropReason> = new Map([
  [ReasonCode.notAuthorized, Drop.notAuthorized],
  [ReasonCode.packetTooLarge, Drop.tooLarge],
  [ReasonCode.quotaExceeded, Drop.rate],
  [ReasonCode.messageRateTooHigh, Drop.rate],
]);

/** Under which reason a refused message is counted. */
export function dropReasonOf({ notice, reasonCode }: Refusal): DropReason {
  return DROP_OF_NOTICE.get(notice) ?? DROP_OF_REASON_CODE.get(reasonCode) ?? Drop.invalid;
}
