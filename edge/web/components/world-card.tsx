// One world of a list: its name leads to all about it, its button straight in.

import { Link } from "react-router";
import type { WorldListItem } from "../../../shared/schema/world.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { doorHref } from "../room/door.ts";
import { LikeButton } from "./like-button.tsx";
import { TagLinks } from "./tag-links.tsx";
import { WorldPicture } from "./world-picture.tsx";

const TAGS_SHOWN_MAX = 3;

export const worldHref = (worldId: string) => `/worlds/${worldId}`;

export function WorldCards({ worlds }: { readonly worlds: readonly WorldListItem[] }) {
  return (
    <ul className="world-grid">
      {worlds.map((world) => (
        <li key={world.id}>
          <WorldCard world={world} />
        </li>
      ))}
    </ul>
  );
}

function WorldCard({ world }: { readonly world: WorldListItem }) {
  const { t } = useLanguage();
  return (
    <article className="card world-card card-with-link">
      <WorldImage world={world} />
      <div className="world-card-text">
        <h2 className="world-card-name" title={world.name}>
          <Link className="card-link" to={worldHref(world.id)}>
            {world.name}
          </Link>
        </h2>
        {world.visibility !== "public" && (
          <span className="tag world-card-visibility">{t.world.visibility[world.visibility]}</span>
        )}
        <p className="world-card-description">{world.description}</p>
        <TagLinks tags={world.tags} path="/" shownMax={TAGS_SHOWN_MAX} />
        <div className="world-card-foot">
          <Presence world={world} />
          <LikeButton
            target={{ kind: "world", id: world.id }}
            name={world.name}
            listedCount={world.likeCount}
          />
          <Link
            className="world-card-enter"
            to={doorHref({ kind: "world", id: world.id })}
            data-world={world.id}
            aria-label={t.worlds.enterThis(world.name)}
          >
            {t.worlds.enter}
          </Link>
        </div>
      </div>
    </article>
  );
}

export function WorldImage({ world }: { readonly world: Pick<WorldListItem, "thumbnailUrl" | "settings"> }) {
  return world.thumbnailUrl === null ? (
    <WorldPicture settings={world.settings} />
  ) : (
    <img className="world-picture" src={world.thumbnailUrl} alt="" loading="lazy" />
  );
}

/** How many are in it, and how many a room of it takes. */
export function Presence({ world }: { readonly world: Pick<WorldListItem, "headCount" | "capacity"> }) {
  const { t, format } = useLanguage();
  return (
    <span className="world-card-facts">
      <span className={world.headCount > 0 ? "presence presence-some" : "presence"}>
        {world.headCount > 0 ? t.worlds.people(format.number(world.headCount)) : t.worlds.nobody}
      </span>
      <span className="world-card-capacity">
        {t.worlds.capacity(world.capacity, format.number(world.capacity))}
      </span>
    </span>
  );
}
