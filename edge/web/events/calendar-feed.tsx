// The secret address of one's own calendar: made, shown this once, made anew, taken away.

import { useMutation, useQuery } from "@tanstack/react-query";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { CopyField } from "../components/copy-field.tsx";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";

export function CalendarFeed() {
  const { t, format } = useLanguage();
  const user = useUser();
  const state = useQuery({
    queryKey: ["calendar", user.id],
    queryFn: () => edge.ask("me.calendar", {}),
  });
  const renew = useMutation({
    mutationFn: () => edge.ask("me.renewCalendar", {}),
    onSuccess: () => void state.refetch(),
  });
  const end = useMutation({
    mutationFn: () => edge.ask("me.endCalendar", {}),
    onSuccess: () => {
      renew.reset();
      void state.refetch();
    },
  });
  const isBusy = renew.isPending || end.isPending;
  const failure = renew.error ?? end.error;
  const createdAt = state.data?.createdAt ?? null;
  return (
    <section className="card event-box calendar-feed" aria-labelledby="feed-title">
      <div>
        <h2 id="feed-title">{t.events.feed.title}</h2>
        <p className="hint">{t.events.feed.lead}</p>
      </div>
      {state.isPending && <Loading />}
      {state.isError && state.data === undefined && (
        <ErrorPanel error={state.error} onRetry={() => void state.refetch()} />
      )}
      {renew.data !== undefined && (
        <CopyField label={t.events.feed.title} lead={t.events.feed.once} value={renew.data.url} />
      )}
      {renew.data === undefined && createdAt !== null && (
        <p>{t.events.feed.since(format.moment(createdAt))}</p>
      )}
      {state.data !== undefined && (
        <div className="row">
          {createdAt === null ? (
            <button type="button" className="button" disabled={isBusy} onClick={() => renew.mutate()}>
              {t.events.feed.make}
            </button>
          ) : (
            <>
              <ConfirmButton
                question={t.events.feed.reallyRenew}
                sure={t.events.feed.sureRenew}
                busy={isBusy}
                onConfirm={() => renew.mutate()}
              >
                {t.events.feed.renew}
              </ConfirmButton>
              <button type="button" className="button" disabled={isBusy} onClick={() => end.mutate()}>
                {t.events.feed.end}
              </button>
            </>
          )}
        </div>
      )}
      {failure !== null && <InlineError error={failure} />}
    </section>
  );
}
