// On every page of somebody whose account is about to be erased: until when, and the one thing they can still do.

import { useMutation } from "@tanstack/react-query";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useSession, useUser } from "../session/session.tsx";

export function LeavingNotice() {
  const { t, format } = useLanguage();
  const { setUser } = useSession();
  const { eraseAt } = useUser();
  const restore = useMutation({ mutationFn: () => edge.ask("me.restore", {}), onSuccess: setUser });
  if (eraseAt === null) return null;
  return (
    <section className="account-guest account-leaving" aria-label={t.account.leavingTitle}>
      <h2>{t.account.leavingTitle}</h2>
      <p>{t.account.leavingLead(format.moment(eraseAt))}</p>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {t.account.restore}
        </button>
      </div>
      {restore.isError && <InlineError error={restore.error} />}
    </section>
  );
}
