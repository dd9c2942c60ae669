// Earnings and payouts, as the edge asks the origin for them.

import type { UserId } from "../../shared/schema/ids.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import {
  type BeginOnboarding,
  type EarningPage,
  type Earnings,
  earningPageSchema,
  earningsSchema,
  type PageAddress,
  type PayoutAccount,
  type PayoutPage,
  pageAddressSchema,
  payoutAccountSchema,
  payoutPageSchema,
  type Statement,
  type StatementForm,
  statementFileSchema,
  statementSchema,
} from "../../shared/schema/payout.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { Locale } from "../../shared/schema/user.ts";
import type { AskOrigin, RequestId } from "./call.ts";

export function earningsCalls({ ask }: AskOrigin) {
  const get = (path: string, userId: UserId) =>
    ({ method: "GET", path: fillPath(path, { userId }) }) as const;
  const post = (path: string, userId: UserId) =>
    ({ method: "POST", path: fillPath(path, { userId }) }) as const;
  return {
    earnings: (requestId: RequestId, userId: UserId): Promise<Earnings> =>
      ask(requestId, earningsSchema, get(internalPath.earnings, userId)),
    earningHistory: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<EarningPage> =>
      ask(requestId, earningPageSchema, { ...get(internalPath.earningHistory, userId), query }),
    payouts: (requestId: RequestId, userId: UserId, query: PageQuery): Promise<PayoutPage> =>
      ask(requestId, payoutPageSchema, { ...get(internalPath.payouts, userId), query }),
    payoutAccount: (requestId: RequestId, userId: UserId): Promise<PayoutAccount> =>
      ask(requestId, payoutAccountSchema, get(internalPath.payoutAccount, userId)),
    beginOnboarding: (requestId: RequestId, userId: UserId, body: BeginOnboarding): Promise<PageAddress> =>
      ask(requestId, pageAddressSchema, { ...post(internalPath.onboarding, userId), body }),
    openDashboard: (requestId: RequestId, userId: UserId): Promise<PageAddress> =>
      ask(requestId, pageAddressSchema, post(internalPath.payoutDashboard, userId)),
    statement: (requestId: RequestId, userId: UserId, month: string): Promise<Statement> =>
      ask(requestId, statementSchema, {
        method: "GET",
        path: fillPath(internalPath.statement, { userId, month }),
      }),
    statementFile: (
      requestId: RequestId,
      userId: UserId,
      {
        month,
        form,
        locale,
      }: { readonly month: string; readonly form: StatementForm; readonly locale: Locale },
    ): Promise<{ text: string }> =>
      ask(requestId, statementFileSchema, {
        method: "GET",
        path: fillPath(internalPath.statementFile, { userId, month, form }),
        query: { locale },
      }),
  };
}
