// Giving a ticket to a friend.

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import type { Ticket } from "../../../shared/schema/event-ticket.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { FriendSelect } from "../social/friend-select.tsx";
import { useFriends } from "../social/queries.ts";
import { useTicketsChanged } from "./queries.ts";

export function GiveForm({
  ticket,
  onGiven,
  onCancel,
}: {
  readonly ticket: Ticket;
  onGiven(name: string): void;
  onCancel(): void;
}) {
  const { t } = useLanguage();
  const friends = useFriends();
  const changed = useTicketsChanged();
  const [friendId, setFriendId] = useState<UserId | "">("");
  const people = friends.data?.friends.map(({ user }) => user) ?? [];
  const friend = people.find(({ id }) => id === friendId);
  const give = useMutation({
    mutationFn: (toUserId: UserId) =>
      edge.ask("tickets.transfer", { params: { ticketId: ticket.id }, body: { toUserId } }),
    onSuccess: async () => {
      onGiven(friend?.displayName ?? "");
      await changed();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (friend !== undefined) give.mutate(friend.id);
  }
  if (friends.isPending) return <Loading />;
  if (friends.data === undefined)
    return <ErrorPanel error={friends.error} onRetry={() => void friends.refetch()} />;
  if (people.length === 0)
    return (
      <div className="ticket-form">
        <p>{t.tickets.noFriends}</p>
        <div className="row">
          <Link className="button" to="/friends">
            {t.tickets.toFriends}
          </Link>
          <button type="button" className="button button-quiet" onClick={onCancel}>
            {t.account.cancel}
          </button>
        </div>
      </div>
    );
  return (
    <form className="ticket-form" onSubmit={submit}>
      <FriendSelect
        label={t.tickets.giveTo}
        hint={t.tickets.giveLead}
        value={friendId}
        people={people}
        onChange={setFriendId}
      />
      <div className="row">
        <button
          type="submit"
          className="button button-primary"
          disabled={friend === undefined || give.isPending}
        >
          {t.tickets.sureGive}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t.account.cancel}
        </button>
      </div>
      {give.isError && <InlineError error={give.error} />}
    </form>
  );
}
