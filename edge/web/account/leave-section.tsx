// The end of an account: what it means, asked once more, and only of whoever has just signed in.

import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { Problem } from "../../../shared/http/problem.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { InlineError } from "../components/states.tsx";
import { EarningsOnLeaving } from "../earnings/on-leaving.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { WalletOnLeaving } from "../money/on-leaving.tsx";
import { useSession, useUser } from "../session/session.tsx";

export function LeaveSection() {
  const { t } = useLanguage();
  const id = useId();
  const { isGuest } = useUser();
  const { signOut, leave } = useSession();
  const leaving = useMutation({ mutationFn: leave });
  const signingOut = useMutation({ mutationFn: signOut });
  const { error } = leaving;
  const isStale = error instanceof Problem && error.code === "SIGN_IN_NOT_FRESH";
  return (
    <section className="account-section card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{t.account.leave}</h2>
        <p className="hint">{isGuest ? t.account.leaveLeadGuest : t.account.leaveLead}</p>
      </div>
      <WalletOnLeaving />
      <EarningsOnLeaving />
      <div className="row">
        <ConfirmButton
          question={isGuest ? t.account.reallyLeaveForGoodGuest : t.account.reallyLeaveForGood}
          sure={t.account.leaveSure}
          busy={leaving.isPending}
          onConfirm={() => leaving.mutate()}
        >
          {t.account.leaveAsk}
        </ConfirmButton>
        {isStale && (
          <button
            type="button"
            className="button button-primary"
            disabled={signingOut.isPending}
            onClick={() => signingOut.mutate()}
          >
            {t.account.signInAgain}
          </button>
        )}
      </div>
      {error !== null && <InlineError error={error} />}
    </section>
  );
}
