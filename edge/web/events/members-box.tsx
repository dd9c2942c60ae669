// Who is appointed to what at an event, and what that lets them do; the organiser appoints and dismisses.

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { EventMember, OwnEvent } from "../../../shared/schema/event.ts";
import { type AppointedRole, appointedRoleSchema } from "../../../shared/schema/event-role.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { OwnerLink } from "../components/owner-link.tsx";
import { PersonField, personOf, usePeopleKnown } from "../components/person-field.tsx";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

export function MembersBox({ event }: { readonly event: OwnEvent }) {
  const { t } = useLanguage();
  const params = { eventId: event.id };
  const members = useQuery({
    queryKey: ["event-members", event.id],
    queryFn: async () => (await edge.ask("events.members", { params })).items,
  });
  const dismiss = useMutation({
    mutationFn: (userId: UserId) => edge.ask("events.dismiss", { params: { ...params, userId } }),
    onSettled: () => members.refetch(),
  });
  return (
    <section className="card event-box" aria-labelledby="members-title">
      <div>
        <h2 id="members-title">{t.events.members}</h2>
        <p className="hint">{t.events.membersLead}</p>
      </div>
      {members.isPending && <Loading />}
      {members.isError && members.data === undefined && (
        <ErrorPanel error={members.error} onRetry={() => void members.refetch()} />
      )}
      {members.data !== undefined && (
        <ul className="account-list">
          {members.data.map((member) => (
            <MemberRow
              key={member.user.id}
              member={member}
              isBusy={dismiss.isPending}
              onDismiss={
                event.rights.manage && member.role !== "organiser"
                  ? () => dismiss.mutate(member.user.id)
                  : null
              }
            />
          ))}
        </ul>
      )}
      {dismiss.isError && <InlineError error={dismiss.error} />}
      {event.rights.manage && <AppointForm event={event} onDone={() => void members.refetch()} />}
    </section>
  );
}

function MemberRow({
  member: { user, role, rights },
  isBusy,
  onDismiss,
}: {
  readonly member: EventMember;
  readonly isBusy: boolean;
  readonly onDismiss: (() => void) | null;
}) {
  const { t, format } = useLanguage();
  const may = (["stageVoice", "screen", "camera", "expel"] as const)
    .filter((right) => rights[right])
    .map((right) => t.events.rights[right]);
  const early = t.events.minutesEarly(rights.earlyEntryMinutes, format.number(rights.earlyEntryMinutes));
  return (
    <li className="account-row">
      <div className="account-what">
        <p className="account-name">
          <OwnerLink owner={user} /> <span className="tag">{t.events.role[role]}</span>
        </p>
        <p className="hint">{[early, ...may].join(" · ")}</p>
      </div>
      {onDismiss !== null && (
        <button
          type="button"
          className="button button-quiet"
          disabled={isBusy}
          aria-label={t.events.dismiss(user.displayName)}
          onClick={onDismiss}
        >
          {t.account.remove}
        </button>
      )}
    </li>
  );
}

function AppointForm({ event, onDone }: { readonly event: OwnEvent; onDone(): void }) {
  const { t } = useLanguage();
  const id = useId();
  const [who, setWho] = useState("");
  const [role, setRole] = useState<AppointedRole>("staff");
  const friends = usePeopleKnown();
  const userId = personOf(who, friends);
  const appoint = useMutation({
    mutationFn: (userId: UserId) =>
      edge.ask("events.appoint", { params: { eventId: event.id, userId }, body: { role } }),
    onSuccess: () => {
      setWho("");
      onDone();
    },
  });
  function submit(submitted: FormEvent) {
    submitted.preventDefault();
    if (userId !== null) appoint.mutate(userId);
  }
  return (
    <form className="appoint" onSubmit={submit} noValidate>
      <PersonField label={t.events.memberLabel} text={who} people={friends} onChange={setWho} />
      <div className="field">
        <label htmlFor={`${id}-role`}>{t.events.roleLabel}</label>
        <select
          id={`${id}-role`}
          className="input"
          value={role}
          onChange={(changed) => setRole(appointedRoleSchema.parse(changed.target.value))}
        >
          {appointedRoleSchema.options.map((each) => (
            <option key={each} value={each}>
              {t.events.role[each]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button" disabled={userId === null || appoint.isPending}>
        {t.events.appoint}
      </button>
      {appoint.isError && <InlineError error={appoint.error} />}
    </form>
  );
}
