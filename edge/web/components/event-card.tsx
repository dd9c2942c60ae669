// Gatherings in a list, in the reader's own time zone and in theirs.

import { Link } from "react-router";
import type { Event } from "../../../shared/schema/event.ts";
import { EventTimes } from "../events/event-times.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { LikeButton } from "./like-button.tsx";
import { TagLinks } from "./tag-links.tsx";
import { useClock } from "./use-clock.ts";
import { worldHref } from "./world-card.tsx";

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

/** "doors": one may enter, and it has not begun. "never": it is no event for everybody, or none any more. */
export type When = "ahead" | "doors" | "on" | "over" | "never";

/** As the clock has it, which goes on while the page is open. */
export function whenIs(event: Event, nowMs: number): When {
  if (event.phase === "draft" || event.phase === "archived" || event.phase === "cancelled") return "never";
  if (nowMs >= Date.parse(event.endsAt)) return "over";
  if (nowMs >= Date.parse(event.startsAt)) return "on";
  return nowMs >= Date.parse(event.doorsAt) ? "doors" : "ahead";
}

/** What the event is, where it goes without saying that it is announced. */
export function PhaseTag({ event, when }: { readonly event: Event; readonly when: When }) {
  const { t } = useLanguage();
  if (when === "on") return <span className="tag tag-on">{t.events.now}</span>;
  if (when === "over") return <span className="tag">{t.events.over}</span>;
  return when === "never" ? <span className="tag">{t.events.phase[event.phase]}</span> : null;
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
  const isOpen = when === "on" || when === "doors";
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
          <PhaseTag event={event} when={when} />
        </h2>
        <EventTimes event={event} />
        <p className="event-description">{event.description}</p>
        <TagLinks tags={event.tags} path="/events" shownMax={TAGS_SHOWN_MAX} />
      </div>
      <div className="event-does">
        <LikeButton
          target={{ kind: "event", id: event.id }}
          name={event.name}
          listedCount={event.likeCount}
        />
        {isOpen && (
          <Link className="button button-primary" to={doorHref({ kind: "event", id: event.id })}>
            {t.events.enter}
          </Link>
        )}
        {!atPlace && !isOpen && (
          <Link className="button" to={worldHref(event.worldId)}>
            {t.events.goThere}
          </Link>
        )}
      </div>
    </article>
  );
}
