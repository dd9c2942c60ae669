// Inviting somebody to have tickets: by who they are, or by a code that is shown this once.

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  type InviteToTickets,
  TICKETS_PER_TYPE_MAX,
  type TicketType,
} from "../../../shared/schema/event-ticket.ts";
import { CopyField } from "../components/copy-field.tsx";
import { Field } from "../components/field.tsx";
import { numberOf } from "../components/field-text.ts";
import { PersonField, personOf, usePeopleKnown } from "../components/person-field.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { useTicketsChanged } from "./queries.ts";

type TypeId = TicketType["id"];

export function InviteForm({ typeId }: { readonly typeId: TypeId }) {
  const { t } = useLanguage();
  const say = t.tickets.invitations;
  const friends = usePeopleKnown();
  const [who, setWho] = useState("");
  const [count, setCount] = useState("1");
  const userId = personOf(who, friends);
  const ticketsMax = numberOf(count, 1, TICKETS_PER_TYPE_MAX);
  const invite = useInvite(typeId, () => setWho(""));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (userId !== null && ticketsMax != null) invite.mutate({ userId, ticketsMax });
  }
  return (
    <form className="invite-form" onSubmit={submit} noValidate>
      <PersonField label={say.person} text={who} people={friends} onChange={setWho} />
      <CountInput label={say.tickets} text={count} onChange={setCount} />
      <button
        type="submit"
        className="button"
        disabled={userId === null || ticketsMax == null || invite.isPending}
      >
        {say.invite}
      </button>
      {invite.isError && <InlineError error={invite.error} />}
    </form>
  );
}

export function CodeForm({ typeId }: { readonly typeId: TypeId }) {
  const { t } = useLanguage();
  const say = t.tickets.invitations;
  const [count, setCount] = useState("1");
  const ticketsMax = numberOf(count, 1, TICKETS_PER_TYPE_MAX);
  const make = useInvite(typeId, () => {});
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ticketsMax != null) make.mutate({ userId: null, ticketsMax });
  }
  const code = make.data?.code ?? null;
  return (
    <>
      <form className="invite-form" onSubmit={submit} noValidate>
        <CountInput label={say.codeTickets} text={count} onChange={setCount} />
        <button type="submit" className="button" disabled={ticketsMax == null || make.isPending}>
          {say.makeCode}
        </button>
        {make.isError && <InlineError error={make.error} />}
      </form>
      {code !== null && <CopyField label={say.code} lead={say.codeOnce} value={code} />}
    </>
  );
}

function useInvite(ticketTypeId: TypeId, onDone: () => void) {
  const changed = useTicketsChanged();
  return useMutation({
    mutationFn: (body: InviteToTickets) => edge.ask("ticketTypes.invite", { params: { ticketTypeId }, body }),
    onSuccess: async () => {
      onDone();
      await changed();
    },
  });
}

function CountInput({
  label,
  text,
  onChange,
}: {
  readonly label: string;
  readonly text: string;
  onChange(text: string): void;
}) {
  const { t } = useLanguage();
  const isWrong = numberOf(text, 1, TICKETS_PER_TYPE_MAX) == null;
  return (
    <Field label={label} problem={isWrong ? t.tickets.invitations.wrongCount(TICKETS_PER_TYPE_MAX) : null}>
      {(field) => (
        <input
          {...field}
          inputMode="numeric"
          value={text}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
