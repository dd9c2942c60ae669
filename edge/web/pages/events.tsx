// What is planned, soonest first; and one gathering by its own address.

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Event } from "../../../shared/schema/event.ts";
import { eventIdSchema } from "../../../shared/schema/ids.ts";
import { Detail } from "../components/detail.tsx";
import { EventCards } from "../components/event-card.tsx";
import { useListView } from "../components/list-address.ts";
import { TagFilter } from "../components/list-tools.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { nextPage, pageQuery } from "../components/paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

const PATH = "/events";

export function EventsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.events);
  const view = useListView();
  return (
    <>
      <div className="page-head">
        <h1>{t.events.title}</h1>
        <p className="lead">{t.events.lead}</p>
      </div>
      <div className="list-tools">
        <TagFilter kind="event" path={PATH} view={view} />
      </div>
      <EventList tag={view.tag} />
    </>
  );
}

function EventList({ tag }: { readonly tag: string | null }) {
  const { t } = useLanguage();
  const events = useInfiniteQuery({
    queryKey: ["events", "list", tag],
    queryFn: ({ pageParam }) =>
      edge.ask("events.list", { query: { ...pageQuery(pageParam), ...(tag === null ? {} : { tag }) } }),
    initialPageParam: "",
    getNextPageParam: nextPage,
    placeholderData: keepPreviousData,
  });
  if (events.isPending) return <CardSkeletons count={2} className="event-list" />;
  if (events.data === undefined)
    return <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />;
  const list = events.data.pages.flatMap((page) => page.items);
  return (
    <div aria-busy={events.isPlaceholderData}>
      {list.length > 0 && <EventCards events={list} />}
      {list.length === 0 &&
        (tag === null ? (
          <Empty title={t.events.empty} hint={t.events.emptyHint} />
        ) : (
          <Empty title={t.find.nothingTagged(tag)} hint={t.find.nothingTaggedHint} />
        ))}
      <MoreButton query={events} />
    </div>
  );
}

export function EventPage() {
  return (
    <Detail
      param="eventId"
      idSchema={eventIdSchema}
      fetch={(eventId) => edge.ask("events.get", { params: { eventId } })}
    >
      {(event) => <OneEvent event={event} />}
    </Detail>
  );
}

function OneEvent({ event }: { readonly event: Event }) {
  const { t } = useLanguage();
  useTitle(event.name);
  return (
    <>
      <h1 className="visually-hidden">{t.events.title}</h1>
      <EventCards events={[event]} />
    </>
  );
}
