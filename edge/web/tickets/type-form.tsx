// Offering tickets of a new type, or changing one.

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Event } from "../../../shared/schema/event.ts";
import type { CreateTicketType, TicketType } from "../../../shared/schema/event-ticket.ts";
import { goToWrong } from "../components/field.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";
import { useTicketsChanged } from "./queries.ts";
import { newTypeDraft, readTypeDraft, type TypeField, typeDraftOf } from "./type-draft.ts";
import { TypeInputs } from "./type-inputs.tsx";

export function TypeForm({
  event: { id: eventId, timeZone },
  type,
  onDone,
}: {
  readonly event: Pick<Event, "id" | "timeZone">;
  /** Null: a new one. */
  readonly type: TicketType | null;
  onDone(): void;
}) {
  const { t } = useLanguage();
  const changed = useTicketsChanged();
  const [draft, setDraft] = useState(() => (type === null ? newTypeDraft() : typeDraftOf(type, timeZone)));
  /** What is wrong is said once somebody wanted to save it. */
  const [isTried, setTried] = useState(false);
  const read = readTypeDraft(draft, timeZone);
  const wrong: ReadonlySet<TypeField> = isTried && "wrong" in read ? read.wrong : new Set();
  const saving = useMutation({
    mutationFn: (body: CreateTicketType) =>
      type === null
        ? edge.ask("ticketTypes.create", { params: { eventId }, body })
        : edge.ask("ticketTypes.update", { params: { ticketTypeId: type.id }, body }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  function submit(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if ("fields" in read) return saving.mutate(read.fields);
    goToWrong(submitted.currentTarget, () => setTried(true));
  }
  const say = t.tickets.form;
  return (
    <form className="type-form" onSubmit={submit} noValidate>
      <div>
        <h3>{type === null ? say.newTitle : say.editTitle(type.name)}</h3>
        {type !== null && <p className="hint">{say.editLead}</p>}
      </div>
      <TypeInputs
        draft={draft}
        wrong={wrong}
        timeZone={timeZone}
        onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      {saving.isError && <InlineError error={saving.error} />}
      <div className="row">
        <button type="submit" className="button button-primary" disabled={saving.isPending}>
          {type === null ? say.create : say.save}
        </button>
        <button type="button" className="button" onClick={onDone}>
          {t.account.cancel}
        </button>
      </div>
    </form>
  );
}
