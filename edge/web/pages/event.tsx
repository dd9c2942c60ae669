// One gathering by its own address: what, when, where, who comes; and for those who run it, what they can do with it.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { TAGS_MAX } from "../../../shared/schema/catalog.ts";
import type { Event, OwnEvent } from "../../../shared/schema/event.ts";
import { eventIdSchema } from "../../../shared/schema/ids.ts";
import { Detail } from "../components/detail.tsx";
import { PhaseTag, whenIs } from "../components/event-card.tsx";
import { floorTexts } from "../components/floor-text.ts";
import { LikeButton } from "../components/like-button.tsx";
import { NoticeBox } from "../components/notice-box.tsx";
import { OwnerLink } from "../components/owner-link.tsx";
import { TagLinks } from "../components/tag-links.tsx";
import { useTitle } from "../components/title.ts";
import { useClock } from "../components/use-clock.ts";
import { worldHref } from "../components/world-card.tsx";
import { EventTimes } from "../events/event-times.tsx";
import { ManageBox } from "../events/manage-box.tsx";
import { MembersBox } from "../events/members-box.tsx";
import { fetchEvent } from "../events/queries.ts";
import { RsvpBox } from "../events/rsvp-box.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { ReportButton } from "../moderation/report-button.tsx";
import { OrderNotice } from "../money/order-notice.tsx";
import { doorHref } from "../room/door.ts";
import { edge } from "../session/session.tsx";
import { TICKETS_ANCHOR } from "../tickets/anchor.ts";
import { useLacksTicket } from "../tickets/queries.ts";
import { TicketBox } from "../tickets/ticket-box.tsx";

/** Its rooms may be open: early, in time, and for a while after it. */
const CAN_BE_TOLD = new Set<OwnEvent["phase"]>(["published", "open", "ended"]);

export function EventPage() {
  return (
    <Detail param="eventId" idSchema={eventIdSchema} fetch={fetchEvent}>
      {(event) => <OneEvent event={event} />}
    </Detail>
  );
}

function OneEvent({ event }: { readonly event: OwnEvent }) {
  const { t } = useLanguage();
  useTitle(event.name);
  const { backstage, manage } = event.rights;
  return (
    <div className={backstage ? "event-page event-page-backstage" : "event-page"}>
      <div className="event-main">
        <OrderNotice />
        <EventArticle event={event} />
      </div>
      {backstage && (
        <aside className="event-aside">
          {manage && <ManageBox event={event} />}
          {CAN_BE_TOLD.has(event.phase) && <NoticeBox target={{ kind: "event", id: event.id }} />}
          <MembersBox event={event} />
        </aside>
      )}
      <Link className="event-back" to="/events">
        {t.events.title}
      </Link>
    </div>
  );
}

function EventArticle({ event }: { readonly event: OwnEvent }) {
  const { role } = event;
  const { t, format } = useLanguage();
  const when = whenIs(event, useClock());
  const isOpen = when === "on" || when === "doors";
  const lacksTicket = useLacksTicket(event);
  return (
    <article className="card event-detail">
      <header>
        <h1>{event.name}</h1>
        <p className="world-detail-by">
          {event.organiser === null ? (
            t.events.byHouse
          ) : (
            <>
              {t.events.by} <OwnerLink owner={event.organiser} />
            </>
          )}
          <PhaseTag event={event} when={when} />
          {role !== null && role !== "organiser" && <span className="tag">{t.events.role[role]}</span>}
        </p>
      </header>
      <Standing event={event} />
      <div className="event-facts">
        <EventTimes event={event} />
        {when === "ahead" && <p className="hint">{t.events.doors(format.moment(event.doorsAt))}</p>}
        <Place event={event} />
        <Room event={event} />
      </div>
      {event.description !== "" && <p className="prose">{event.description}</p>}
      <TagLinks tags={event.tags} path="/events" shownMax={TAGS_MAX} />
      <TicketBox event={event} />
      {event.phase !== "draft" && <RsvpBox event={event} isOpen={isOpen || when === "ahead"} />}
      <div className="event-detail-foot">
        {isOpen &&
          (lacksTicket ? (
            <a className="button" href={`#${TICKETS_ANCHOR}`}>
              {t.tickets.event.getOne}
            </a>
          ) : (
            <Link className="button button-primary" to={doorHref({ kind: "event", id: event.id })}>
              {t.events.enter}
            </Link>
          ))}
        {isOpen && event.rights.camera && (
          <Link className="button" to={doorHref({ kind: "event", id: event.id, seat: "ghost" })}>
            {t.events.enterUnseen}
          </Link>
        )}
        {(isOpen || when === "ahead") && (
          <a className="button" href={`/v1/events/${event.id}/calendar.ics`} download={`${event.id}.ics`}>
            {t.events.calendar}
          </a>
        )}
        <LikeButton
          target={{ kind: "event", id: event.id }}
          name={event.name}
          listedCount={event.likeCount}
        />
        {role !== "organiser" && (
          <ReportButton reported={{ kind: "event", id: event.id, name: event.name }} />
        )}
      </div>
    </article>
  );
}

/** Where it matters more than anything else on the page. */
function Standing({ event }: { readonly event: Event }) {
  const { t } = useLanguage();
  switch (event.phase) {
    case "cancelled":
      return <p className="event-standing event-standing-off">{t.events.cancelledLead}</p>;
    case "draft":
      return <p className="event-standing">{t.events.draftLead}</p>;
    case "archived":
      return <p className="event-standing">{t.events.archivedLead}</p>;
    default:
      return null;
  }
}

/** The world by its name, once that is known; one that nobody may see any more is left out. */
function Place({ event }: { readonly event: Event }) {
  const { t } = useLanguage();
  const { data } = useQuery({
    queryKey: ["worldId", event.worldId],
    queryFn: () => edge.world(event.worldId),
  });
  if (data === undefined) return null;
  return (
    <p>
      {t.events.place}: <Link to={worldHref(event.worldId)}>{data.name}</Link>
    </p>
  );
}

/** How many it takes, where that is said. */
function Room({ event }: { readonly event: Event }) {
  const { t, format } = useLanguage();
  const { seatsMax, ghostSeatsMax, roomsMax, avatarFloor } = event;
  const facts = [
    ...(seatsMax === null ? [] : [t.events.seats(seatsMax, format.number(seatsMax))]),
    ...(ghostSeatsMax === null ? [] : [t.events.ghostSeats(format.number(ghostSeatsMax))]),
    ...(roomsMax === null ? [] : [t.events.rooms(roomsMax, format.number(roomsMax))]),
    ...floorTexts(avatarFloor, t),
  ];
  return facts.length === 0 ? null : <p className="hint">{facts.join(" · ")}</p>;
}
