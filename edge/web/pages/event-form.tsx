// Planning an event, and changing one.

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import type { OwnEvent } from "../../../shared/schema/event.ts";
import { eventIdSchema } from "../../../shared/schema/ids.ts";
import { Detail } from "../components/detail.tsx";
import { goToWrong } from "../components/field.tsx";
import { InlineError } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import {
  type DraftField,
  type DraftFields,
  draftOf,
  type EventDraft,
  newDraft,
  readDraft,
} from "../events/event-draft.ts";
import { EventFields } from "../events/event-fields.tsx";
import { ownTimeZone } from "../events/event-times.tsx";
import { fetchEvent, useEventChanged } from "../events/queries.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { ManageTickets } from "../tickets/manage-types.tsx";
import { NotFoundPage } from "./not-found.tsx";

const WORLDS_OFFERED_MAX = 100;

export function NewEventPage() {
  const { t } = useLanguage();
  useTitle(t.events.form.newTitle);
  const [key] = useState(() => crypto.randomUUID());
  return (
    <EventForm
      title={t.events.form.newTitle}
      lead={t.events.form.newLead}
      first={newDraft(ownTimeZone(), Date.now())}
      submit={t.events.form.create}
      // Sent again after an answer that was lost it makes no second one.
      save={(body) => edge.ask("events.create", { headers: { "idempotency-key": key }, body })}
    />
  );
}

export function EditEventPage() {
  return (
    <Detail param="eventId" idSchema={eventIdSchema} fetch={fetchEvent}>
      {(event) => <Edit event={event} />}
    </Detail>
  );
}

function Edit({ event }: { readonly event: OwnEvent }) {
  const { t } = useLanguage();
  useTitle(t.events.form.editTitle);
  if (!event.rights.manage) return <NotFoundPage />;
  return (
    <>
      <EventForm
        title={t.events.form.editTitle}
        lead={event.name}
        first={draftOf(event)}
        submit={t.events.form.save}
        save={(body) => edge.ask("events.update", { params: { eventId: event.id }, body })}
      />
      <ManageTickets event={event} />
    </>
  );
}

function EventForm({
  title,
  lead,
  first,
  submit,
  save,
}: {
  readonly title: string;
  readonly lead: string;
  readonly first: EventDraft;
  readonly submit: string;
  save(fields: DraftFields): Promise<{ readonly id: string }>;
}) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const changed = useEventChanged();
  const [draft, setDraft] = useState(first);
  /** What is wrong is said once somebody wanted to save it. */
  const [isTried, setTried] = useState(false);
  const worlds = useOfferedWorlds();
  const read = readDraft(draft);
  const wrong: ReadonlySet<DraftField> = isTried && "wrong" in read ? read.wrong : new Set();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async ({ id }) => {
      await changed();
      await navigate(`/events/${id}`);
    },
  });
  function onSubmit(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if ("fields" in read) return saving.mutate(read.fields);
    goToWrong(submitted.currentTarget, () => setTried(true));
  }
  return (
    <div className="form-page">
      <div className="page-head">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
      </div>
      <form className="card event-form" onSubmit={onSubmit} noValidate>
        <EventFields
          draft={draft}
          wrong={wrong}
          worlds={worlds}
          onChange={(part) => setDraft((now) => ({ ...now, ...part }))}
        />
        {saving.isError && <InlineError error={saving.error} />}
        <div className="row">
          <button type="submit" className="button button-primary" disabled={saving.isPending}>
            {submit}
          </button>
          <button type="button" className="button" onClick={() => void navigate(-1)}>
            {t.account.cancel}
          </button>
        </div>
      </form>
    </div>
  );
}

/** One's own worlds first, then those that everybody may see. */
function useOfferedWorlds() {
  const user = useUser();
  const { data = [] } = useQuery({
    queryKey: ["worlds", "offered", user.id],
    queryFn: async () => {
      const query = { limit: WORLDS_OFFERED_MAX };
      const [own, all] = await Promise.all([
        edge.ask("me.worlds", { query }),
        edge.ask("worlds.list", { query: { ...query, order: "popular" } }),
      ]);
      const open = own.items.filter(({ visibility }) => visibility !== "private");
      const names = new Map([...open, ...all.items].map(({ id, name }) => [id, name]));
      return [...names].map(([id, name]) => ({ id, name }));
    },
  });
  return data;
}
