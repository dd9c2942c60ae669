// A person from outside: who they say they are, what they wear, what they published. One's own leads to where one says so.

import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import * as z from "zod";
import { handleSchema } from "../../../shared/schema/handle.ts";
import { type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import type { Profile } from "../../../shared/schema/public-api.ts";
import type { User } from "../../../shared/schema/user.ts";
import { AvatarCard } from "../components/avatar-card.tsx";
import { Detail, isNowhere } from "../components/detail.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { CardSkeletons, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { WorldCards } from "../components/world-card.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { ReportButton } from "../moderation/report-button.tsx";
import { edge, useUser } from "../session/session.tsx";
import { PersonActions } from "../social/person-actions.tsx";
import { CreatorShelf } from "../store/creator-shelf.tsx";

/** Guests have no profile, though they may have published something. */
type Person = { readonly id: UserId; readonly name: string; readonly profile: Profile | null };

/** What leads to a person: their id, or `@` and their handle. */
const pathSchema = z.union([
  userIdSchema,
  z
    .string()
    .startsWith("@")
    .pipe(handleSchema)
    .transform((handle) => `@${handle}` as const),
]);

/** Others follow them while one looks, and what one did oneself is not at every edge in the same moment. */
const REFRESH_MS = 10_000;

export function UserPage() {
  const user = useUser();
  return (
    <Detail
      param="userId"
      idSchema={pathSchema}
      refreshMs={REFRESH_MS}
      fetch={(path) => (isHandle(path) ? fetchByHandle(path.slice(1)) : fetchPerson(path, user))}
    >
      {(person) => <PersonPage person={person} />}
    </Detail>
  );
}

function isHandle(path: UserId | `@${string}`): path is `@${string}` {
  return path.startsWith("@");
}

async function fetchByHandle(handle: string): Promise<Person> {
  const profile = await edge.ask("handles.get", { params: { handle } });
  return { id: profile.id, name: profile.displayName, profile };
}

async function fetchPerson(id: UserId, self: User): Promise<Person> {
  try {
    const profile = await edge.ask("users.get", { params: { userId: id } });
    return { id, name: profile.displayName, profile };
  } catch (error) {
    if (!isNowhere(error)) throw error;
    const name = id === self.id ? self.displayName : await nameOnWorks(id);
    if (name === null) throw error;
    return { id, name, profile: null };
  }
}

/** What stands as their name on what they published; null when nothing of theirs is to be seen. */
async function nameOnWorks(owner: UserId): Promise<string | null> {
  const query = { owner, limit: 1 };
  const [worlds, avatars] = await Promise.all([
    edge.ask("worlds.list", { query }),
    edge.ask("avatars.list", { query }),
  ]);
  return worlds.items[0]?.owner?.displayName ?? avatars.items[0]?.owner.displayName ?? null;
}

function PersonPage({ person }: { readonly person: Person }) {
  const { id, profile } = person;
  const { t, format } = useLanguage();
  const user = useUser();
  const isOwn = id === user.id;
  // One's own name is as one changed it a moment ago, whatever the edge still says.
  const name = isOwn ? user.displayName : person.name;
  const handle = isOwn ? user.handle : (profile?.handle ?? null);
  const bio = isOwn ? user.bio : (profile?.bio ?? "");
  useTitle(name);
  return (
    <>
      <div className="profile-head">
        {profile?.avatar == null ? (
          <span className="profile-portrait hit-letter hit-user" aria-hidden="true">
            {[...name][0]}
          </span>
        ) : (
          <img className="profile-portrait" src={profile.avatar.thumbnailUrl} alt="" />
        )}
        <div className="profile-text">
          <h1 title={name}>{name}</h1>
          {handle !== null && <p className="profile-handle">@{handle}</p>}
          {profile?.avatar != null && (
            <p className="hint">
              {t.profile.wears} <Link to={`/avatars/${profile.avatar.id}`}>{profile.avatar.name}</Link>
            </p>
          )}
          {bio !== "" && <p className="prose">{bio}</p>}
          {profile === null && <p className="hint">{isOwn ? t.profile.ownGuest : t.profile.none}</p>}
          {profile !== null && (
            <p className="profile-counts">
              <span>{t.profile.followers(profile.followerCount, format.number(profile.followerCount))}</span>
              <span>{t.profile.following(format.number(profile.followingCount))}</span>
            </p>
          )}
          {isOwn ? (
            <Link className="button" to="/account">
              {t.profile.edit}
            </Link>
          ) : (
            <PersonActions userId={id} name={name} />
          )}
          {!isOwn && (
            <div className="row">
              <ReportButton reported={{ kind: "user", id, name }} />
            </div>
          )}
        </div>
      </div>
      <PublishedWorlds ownerId={id} isOwn={isOwn} />
      <PublishedAvatars ownerId={id} />
      <CreatorShelf ownerId={id} />
    </>
  );
}

function PublishedWorlds({ ownerId, isOwn }: { readonly ownerId: UserId; readonly isOwn: boolean }) {
  const { t } = useLanguage();
  const worlds = usePages(["worlds", "of", ownerId, isOwn], (cursor) =>
    isOwn
      ? edge.ask("me.worlds", { query: pageQuery(cursor) })
      : edge.ask("worlds.list", { query: { ...pageQuery(cursor), owner: ownerId } }),
  );
  const list = worlds.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="profile-section" aria-labelledby="profile-worlds">
      <h2 className="section-title" id="profile-worlds">
        {t.nav.worlds}
      </h2>
      {worlds.isPending && <CardSkeletons count={3} className="world-grid" />}
      {worlds.isError && worlds.data === undefined && (
        <ErrorPanel error={worlds.error} onRetry={() => void worlds.refetch()} />
      )}
      {worlds.data !== undefined && list.length === 0 && <p className="hint">{t.profile.noWorlds}</p>}
      {list.length > 0 && <WorldCards worlds={list} />}
      <MoreButton query={worlds} />
    </section>
  );
}

const AVATARS_SHOWN_MAX = 50;

function PublishedAvatars({ ownerId }: { readonly ownerId: UserId }) {
  const { t } = useLanguage();
  const avatars = useQuery({
    queryKey: ["avatars", "of", ownerId],
    queryFn: () => edge.ask("avatars.list", { query: { owner: ownerId, limit: AVATARS_SHOWN_MAX } }),
  });
  return (
    <section className="profile-section" aria-labelledby="profile-avatars">
      <h2 className="section-title" id="profile-avatars">
        {t.nav.avatars}
      </h2>
      {avatars.isPending && <CardSkeletons count={4} className="avatar-grid" />}
      {avatars.isError && avatars.data === undefined && (
        <ErrorPanel error={avatars.error} onRetry={() => void avatars.refetch()} />
      )}
      {avatars.data?.items.length === 0 && <p className="hint">{t.profile.noAvatars}</p>}
      {avatars.data !== undefined && avatars.data.items.length > 0 && (
        <ul className="avatar-grid">
          {avatars.data.items.map((avatar) => (
            <li key={avatar.id}>
              <AvatarCard avatar={avatar} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
