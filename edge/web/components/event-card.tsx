// Gatherings in a list, in the reader's own time zone.

import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { Event } from "../../../shared/schema/event.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { LikeButton } from "./like-button.tsx";
import { TagLinks } from "./tag-links.tsx";
import { worldHref } from "./world-card.tsx";

const CLOCK_MS = 30_000;
const TAGS_SHOWN_MAX = 5;

export function EventCards({
  events,
  atPlace = false,
}: {
  readonly events: readonly Event[];
  /** The page is about the place already. */
  readonly atPlace?: boolean;
}) {
  const nowMs = useClock();
  return (
    <ul className="event-list">
      {events.map((event) => (
        <li key={event.id}>
          <EventCard event={event} when={whenIs(event, nowMs)} atPlace={atPlace} />
        </li>
      ))}
    </ul>
  );
}

type When = "ahead" | "on" | "over";

function whenIs(event: Event, nowMs: number): When {
  if (nowMs < Date.parse(event.startsAt)) return "ahead";
  return nowMs < Date.parse(event.endsAt) ? "on" : "over";
}

function EventCard({
  event,
  when,
  atPlace,
}: {
  readonly event: Event;
  readonly when: When;
  readonly atPlace: boolean;
}) {
  const { t, format } = useLanguage();
  return (
    <article className="card event-card card-with-link">
      <div className="event-date" aria-hidden="true">
        <span className="event-date-month">{format.month(event.startsAt)}</span>
        <span className="event-date-day">{format.day(event.startsAt)}</span>
      </div>
      <div className="event-text">
        <h2>
          <Link className="card-link" to={`/events/${event.id}`}>
            {event.name}
          </Link>
          {when === "on" && <span className="tag tag-on">{t.events.now}</span>}
          {when === "over" && <span className="tag">{t.events.over}</span>}
        </h2>
        <p className="event-time">
          <time dateTime={event.startsAt}>{format.span(event.startsAt, event.endsAt)}</time>
        </p>
        <p className="event-description">{event.description}</p>
        <TagLinks tags={event.tags} path="/events" shownMax={TAGS_SHOWN_MAX} />
      </div>
      <div className="event-does">
        <LikeButton
          target={{ kind: "event", id: event.id }}
          name={event.name}
          listedCount={event.likeCount}
        />
        {when === "on" && (
          <Link className="button button-primary" to={doorHref({ kind: "event", id: event.id })}>
            {t.events.enter}
          </Link>
        )}
        {!atPlace && when !== "on" && (
          <Link className="button" to={worldHref(event.worldId)}>
            {t.events.goThere}
          </Link>
        )}
      </div>
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
