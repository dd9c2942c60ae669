// Whether one comes: two buttons, each pressed or not, and how many said so.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Event, RsvpAnswer } from "../../../shared/schema/event.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";

export function RsvpBox({ event, isOpen }: { readonly event: Event; readonly isOpen: boolean }) {
  const { t, format } = useLanguage();
  const user = useUser();
  const queries = useQueryClient();
  const key = ["rsvp", user.id, event.id];
  const params = { eventId: event.id };
  const rsvp = useQuery({ queryKey: key, queryFn: () => edge.ask("events.rsvp", { params }) });
  const say = useMutation({
    mutationFn: (answer: RsvpAnswer) => edge.ask("events.answer", { params, body: { answer } }),
    onSuccess: (said) => {
      queries.setQueryData(key, said);
      void queries.invalidateQueries({ queryKey: ["my-rsvps"] });
    },
  });
  const answer = rsvp.data?.answer ?? "none";
  const goingCount = rsvp.data?.goingCount ?? event.goingCount;
  const interestedCount = rsvp.data?.interestedCount ?? event.interestedCount;
  const choices = [
    { value: "going", label: t.events.goingTo },
    { value: "interested", label: t.events.maybe },
  ] as const;
  return (
    <div className="rsvp">
      {isOpen && (
        <div className="row">
          {choices.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className={answer === value ? "button button-chosen" : "button"}
              aria-pressed={answer === value}
              disabled={rsvp.data === undefined || say.isPending}
              onClick={() => say.mutate(answer === value ? "none" : value)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      <p className="rsvp-counts">
        <span>{t.events.going(goingCount, format.number(goingCount))}</span>
        {interestedCount > 0 && (
          <span>{t.events.interested(interestedCount, format.number(interestedCount))}</span>
        )}
      </p>
      {isOpen && <p className="hint">{t.events.rsvpHint}</p>}
      {say.isError && <InlineError error={say.error} />}
    </div>
  );
}
