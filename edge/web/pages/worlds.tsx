// The catalogue of worlds: each a door.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { WorldListItem } from "../../../shared/schema/world.ts";
import { MoreButton } from "../components/more-button.tsx";
import { nextPage, pageQuery } from "../components/paging.ts";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { WorldPicture } from "../components/world-picture.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

/** How often the heads are counted anew while somebody looks. */
const REFRESH_MS = 15_000;

export function WorldsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.worlds);
  const worlds = useInfiniteQuery({
    queryKey: ["worlds"],
    queryFn: ({ pageParam }) => edge.worlds(pageQuery(pageParam)),
    initialPageParam: "",
    getNextPageParam: nextPage,
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <div className="page-head">
        <h1>{t.worlds.title}</h1>
        <p className="lead">{t.worlds.lead}</p>
      </div>
      {worlds.isPending && <CardSkeletons count={3} className="world-grid" />}
      {worlds.isError && worlds.data === undefined && (
        <ErrorPanel error={worlds.error} onRetry={() => void worlds.refetch()} />
      )}
      {worlds.data !== undefined && <WorldList worlds={worlds.data.pages.flatMap((page) => page.items)} />}
      <MoreButton query={worlds} />
    </>
  );
}

function WorldList({ worlds }: { readonly worlds: readonly WorldListItem[] }) {
  const { t } = useLanguage();
  if (worlds.length === 0) return <Empty title={t.worlds.empty} hint={t.worlds.emptyHint} />;
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
  const { t, format } = useLanguage();
  return (
    <Link className="card world-card" to={`/worlds/${world.id}`} data-world={world.id}>
      {world.thumbnailUrl === null ? (
        <WorldPicture settings={world.settings} />
      ) : (
        <img className="world-picture" src={world.thumbnailUrl} alt="" loading="lazy" />
      )}
      <span className="world-card-text">
        <span className="world-card-name">{world.name}</span>
        <span className="world-card-description">{world.description}</span>
        <span className="world-card-foot">
          <span className="world-card-facts">
            <span className={world.headCount > 0 ? "presence presence-some" : "presence"}>
              {world.headCount > 0 ? t.worlds.people(format.number(world.headCount)) : t.worlds.nobody}
            </span>
            <span className="world-card-capacity">{t.worlds.capacity(format.number(world.capacity))}</span>
          </span>
          <span className="world-card-enter" aria-hidden="true">
            {t.worlds.enter}
          </span>
        </span>
      </span>
    </Link>
  );
}
