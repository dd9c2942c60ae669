// What is planned, in the reader's own time zone.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { Event } from "../../../shared/schema/event.ts";
import { MoreButton } from "../components/more-button.tsx";
import { nextPage, pageQuery } from "../components/paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

const CLOCK_MS = 30_000;

export function EventsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.events);
  const events = useInfiniteQuery({
    queryKey: ["events"],
    queryFn: ({ pageParam }) => edge.events(pageQuery(pageParam)),
    initialPageParam: "",
    getNextPageParam: nextPage,
  });
  return (
    <>
      <div className="page-head">
        <h1>{t.events.title}</h1>
        <p className="lead">{t.events.lead}</p>
      </div>
      {events.isPending && <CardSkeletons count={2} className="event-list" />}
      {events.isError && events.data === undefined && (
        <ErrorPanel error={events.error} onRetry={() => void events.refetch()} />
      )}
      {events.data !== undefined && <EventList events={events.data.pages.flatMap((page) => page.items)} />}
      <MoreButton query={events} />
    </>
  );
}

function EventList({ events }: { readonly events: readonly Event[] }) {
  const { t } = useLanguage();
  const nowMs = useClock();
  if (events.length === 0) return <Empty title={t.events.empty} hint={t.events.emptyHint} />;
  return (
    <ul className="event-list">
      {events.map((event) => (
        <li key={event.id}>
          <EventCard
            event={event}
            isOn={Date.parse(event.startsAt) <= nowMs && nowMs < Date.parse(event.endsAt)}
          />
        </li>
      ))}
    </ul>
  );
}

function EventCard({ event, isOn }: { readonly event: Event; readonly isOn: boolean }) {
  const { t, format } = useLanguage();
  return (
    <article className="card event-card">
      <div className="event-date" aria-hidden="true">
        <span className="event-date-month">{format.month(event.startsAt)}</span>
        <span className="event-date-day">{format.day(event.startsAt)}</span>
      </div>
      <div className="event-text">
        <h2>
          {event.name}
          {isOn && <span className="tag tag-on">{t.events.now}</span>}
        </h2>
        <p className="event-time">
          <time dateTime={event.startsAt}>{format.span(event.startsAt, event.endsAt)}</time>
        </p>
        <p>{event.description}</p>
      </div>
      <Link className="button" to={`/worlds/${event.worldId}`}>
        {t.events.goThere}
      </Link>
    </article>
  );
}

function useClock(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
