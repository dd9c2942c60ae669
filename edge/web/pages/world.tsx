// A world from outside: what it is, whose, which rooms of it are open and how full, and the way in.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { isOpen, TAGS_MAX } from "../../../shared/schema/catalog.ts";
import { type WorldId, worldIdSchema } from "../../../shared/schema/ids.ts";
import type { WorldDetail } from "../../../shared/schema/public-api.ts";
import type { OpenRoom } from "../../../shared/schema/world.ts";
import { Detail } from "../components/detail.tsx";
import { EventCards } from "../components/event-card.tsx";
import { LikeButton } from "../components/like-button.tsx";
import { NoticeBox } from "../components/notice-box.tsx";
import { OwnerLink } from "../components/owner-link.tsx";
import { ErrorText, Loading } from "../components/states.tsx";
import { TagLinks } from "../components/tag-links.tsx";
import { useTitle } from "../components/title.ts";
import { Presence, WorldImage } from "../components/world-card.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { ReportButton } from "../moderation/report-button.tsx";
import { doorHref } from "../room/door.ts";
import { edge, useUser } from "../session/session.tsx";
import { InviteFriends } from "../social/invite-friends.tsx";
import { fetchWorld, useWorldRole } from "../worlds/queries.ts";
import { versionsHref } from "../worlds/version-row.tsx";

const REFRESH_MS = 15_000;
const EVENTS_SHOWN_MAX = 5;

export function WorldPage() {
  return (
    <Detail param="worldId" idSchema={worldIdSchema} fetch={fetchWorld} refreshMs={REFRESH_MS}>
      {(world) => <World world={world} />}
    </Detail>
  );
}

function World({ world }: { readonly world: WorldDetail }) {
  const { t } = useLanguage();
  const user = useUser();
  useTitle(world.name);
  return (
    <div className="world-page">
      <article className="card world-detail">
        <WorldImage world={world} />
        <div className="world-detail-text">
          <h1>{world.name}</h1>
          <p className="world-detail-by">
            {world.owner === null ? (
              t.world.ofTheHouse
            ) : (
              <>
                {t.world.by} <OwnerLink owner={world.owner} />
              </>
            )}
            {world.visibility !== "public" && (
              <span className="tag">{t.world.visibility[world.visibility]}</span>
            )}
          </p>
          {world.description !== "" && <p className="prose">{world.description}</p>}
          <TagLinks tags={world.tags} path="/" shownMax={TAGS_MAX} />
          <div className="world-detail-foot">
            <Link
              className="button button-primary world-detail-enter"
              to={doorHref({ kind: "world", id: world.id })}
            >
              {t.worlds.enter}
            </Link>
            <LikeButton
              target={{ kind: "world", id: world.id }}
              name={world.name}
              listedCount={world.likeCount}
            />
            <Presence world={world} />
            {world.owner?.id !== user.id && (
              <ReportButton reported={{ kind: "world", id: world.id, name: world.name }} />
            )}
          </div>
        </div>
      </article>
      <aside className="world-aside">
        <Work world={world} />
        {isOpen(world.visibility) && <Rooms worldId={world.id} />}
        {world.owner?.id === user.id && <NoticeBox target={{ kind: "world", id: world.id }} />}
        <Events worldId={world.id} />
        <InviteFriends worldId={world.id} />
      </aside>
    </div>
  );
}

/** The way to its versions, for those who work on it. */
function Work({ world }: { readonly world: WorldDetail }) {
  const { t } = useLanguage();
  const { role = null } = useWorldRole(world);
  if (role === null) return null;
  return (
    <section className="card event-box" aria-labelledby="work-title">
      <div>
        <h2 id="work-title">{t.worldWork.box}</h2>
        <p className="hint">{t.worldWork.boxLead}</p>
      </div>
      <Link className="button" to={versionsHref(world.id)}>
        {t.worldWork.versions}
      </Link>
    </section>
  );
}

function Rooms({ worldId }: { readonly worldId: WorldId }) {
  const { t } = useLanguage();
  const rooms = useQuery({
    queryKey: ["rooms", worldId],
    queryFn: () => edge.ask("worlds.rooms", { params: { worldId } }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <section className="card world-rooms" aria-labelledby="rooms-title">
      <h2 id="rooms-title">{t.world.rooms}</h2>
      {rooms.isPending && <Loading />}
      {rooms.isError && rooms.data === undefined && <ErrorText error={rooms.error} />}
      {rooms.data?.items.length === 0 && <p className="hint">{t.world.noRooms}</p>}
      {rooms.data !== undefined && rooms.data.items.length > 0 && (
        <ul>
          {rooms.data.items.map((room, index) => (
            <RoomRow key={room.id} worldId={worldId} room={room} number={index + 1} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RoomRow({
  worldId,
  room,
  number,
}: {
  readonly worldId: WorldId;
  readonly room: OpenRoom;
  readonly number: number;
}) {
  const { t, format } = useLanguage();
  return (
    <li className="world-room">
      <span>
        <Link to={doorHref({ kind: "world", id: worldId, room: room.id })}>
          {t.world.room(format.number(number))}
        </Link>{" "}
        <span className="hint">{room.region}</span>
      </span>
      <span>
        {t.world.seats(format.number(room.headCount), format.number(room.capacity))}
        {room.headCount >= room.capacity && <span className="tag">{t.world.full}</span>}
      </span>
      <meter
        className="world-room-meter"
        aria-hidden="true"
        min={0}
        max={room.capacity}
        value={room.headCount}
      />
    </li>
  );
}

/** What is planned here; nothing where nothing is, or where nobody can say. */
function Events({ worldId }: { readonly worldId: WorldId }) {
  const { t } = useLanguage();
  const { data } = useQuery({
    queryKey: ["events", "world", worldId],
    queryFn: () => edge.ask("events.list", { query: { world: worldId, limit: EVENTS_SHOWN_MAX } }),
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="events-title">
      <h2 className="section-title" id="events-title">
        {t.world.events}
      </h2>
      <EventCards events={data.items} atPlace />
    </section>
  );
}
