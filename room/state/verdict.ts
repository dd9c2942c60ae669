// What a room says to something a participant sent: done, or why not, in both tongues.

import type { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import type { ReasonCode } from "../../shared/protocol/reason-code.ts";

export type Refusal = {
  /** For PUBACK. */
  readonly reasonCode: ReasonCode;
  /** For NOTICE. */
  readonly notice: NoticeCode;
  readonly message: string;
};
/** null: done, or rightly passed over in silence. */
export type Verdict = Refusal | null;

/** What an acknowledgement says of a publish: its reason code, and why in words where there is something to say. */
export type Answer = { readonly reasonCode: ReasonCode; readonly message: string | null };

export const answered = (reasonCode: ReasonCode, message: string | null = null): Answer => ({
  reasonCode,
  message,
});
