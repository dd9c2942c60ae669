// Who may have tickets of one type: people on its list, and codes; added and taken off by whoever manages the event.

import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import type { ListedInvitation, TicketType } from "../../../shared/schema/event-ticket.ts";
import { ConfirmButton } from "../components/confirm-button.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { OwnerLink } from "../components/owner-link.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { CodeForm, InviteForm } from "./invite-forms.tsx";
import { useTicketsChanged } from "./queries.ts";

export function InvitationBox({ type }: { readonly type: TicketType }) {
  const { t } = useLanguage();
  const id = useId();
  const user = useUser();
  const changed = useTicketsChanged();
  const params = { ticketTypeId: type.id };
  const invitations = usePages(["ticket-invitations", user.id, type.id], (cursor) =>
    edge.ask("ticketInvitations.list", { params, query: pageQuery(cursor) }),
  );
  const remove = useMutation({
    mutationFn: (invitationId: ListedInvitation["id"]) =>
      edge.ask("ticketInvitations.remove", { params: { ...params, invitationId } }),
    onSettled: changed,
  });
  const list = invitations.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="invitations" aria-labelledby={id}>
      <div>
        <h4 id={id}>{t.tickets.invitations.title(type.name)}</h4>
        <p className="hint">{t.tickets.invitations.lead}</p>
      </div>
      <InviteForm typeId={type.id} />
      <CodeForm typeId={type.id} />
      {invitations.isPending && <Loading />}
      {invitations.isError && invitations.data === undefined && (
        <ErrorPanel error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {invitations.data !== undefined && list.length === 0 && (
        <p className="account-empty">{t.tickets.invitations.none}</p>
      )}
      {list.length > 0 && (
        <ul className="account-list">
          {list.map((invitation) => (
            <InvitationRow
              key={invitation.id}
              invitation={invitation}
              isBusy={remove.isPending}
              onRemove={() => remove.mutate(invitation.id)}
            />
          ))}
        </ul>
      )}
      {remove.isError && <InlineError error={remove.error} />}
      <MoreButton query={invitations} />
    </section>
  );
}

function InvitationRow({
  invitation: { id, user, ticketsMax, takenCount, createdAt },
  isBusy,
  onRemove,
}: {
  readonly invitation: ListedInvitation;
  readonly isBusy: boolean;
  onRemove(): void;
}) {
  const { t, format } = useLanguage();
  const say = t.tickets.invitations;
  return (
    <li className="account-row" data-invitation={id}>
      <div className="account-what">
        <p className="account-name">
          {user === null ? say.aCode(format.moment(createdAt)) : <OwnerLink owner={user} />}
        </p>
        <p className="hint">{say.used(format.number(takenCount), format.number(ticketsMax))}</p>
      </div>
      <ConfirmButton
        question={say.removeHint}
        sure={user === null ? say.endCode : say.removeThis(user.displayName)}
        busy={isBusy}
        onConfirm={onRemove}
      >
        {user === null ? say.endCode : say.remove}
      </ConfirmButton>
    </li>
  );
}
