// The catalogue of worlds: the most lively, newest or most liked, of one tag where that is asked; each a door.

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { type ListView, listHref, useListView } from "../components/list-address.ts";
import { OrderTabs, TagFilter } from "../components/list-tools.tsx";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { SearchForm } from "../components/search-form.tsx";
import { CardSkeletons, Empty, ErrorPanel } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { WorldCards } from "../components/world-card.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

/** How often the heads are counted anew while somebody looks. */
const REFRESH_MS = 15_000;
const FEATURED_MAX = 3;
const PATH = "/";

export function WorldsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.worlds);
  const navigate = useNavigate();
  const view = useListView();
  const isFront = listHref(PATH, view) === PATH;
  return (
    <>
      <div className="page-head page-head-tools">
        <div>
          <h1>{t.worlds.title}</h1>
          <p className="lead">{t.worlds.lead}</p>
        </div>
        <SearchForm
          query=""
          onSearch={(q) => void navigate(q === "" ? "/search" : `/search?${new URLSearchParams({ q })}`)}
        />
      </div>
      {isFront && <Featured />}
      <div className="list-tools">
        <OrderTabs path={PATH} view={view} />
        <TagFilter kind="world" path={PATH} view={view} />
      </div>
      <WorldList view={view} />
    </>
  );
}

/** Nothing where the house features nothing: nobody came for it. */
function Featured() {
  const { t } = useLanguage();
  const { data } = useQuery({
    queryKey: ["worlds", "featured"],
    queryFn: () => edge.ask("worlds.list", { query: { order: "featured", limit: FEATURED_MAX } }),
    refetchInterval: REFRESH_MS,
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="featured" aria-labelledby="featured-title">
      <h2 className="section-title" id="featured-title">
        {t.find.featured}
      </h2>
      <WorldCards worlds={data.items} />
    </section>
  );
}

function WorldList({ view }: { readonly view: ListView }) {
  const { t } = useLanguage();
  const worlds = usePages(
    ["worlds", "list", view],
    (cursor) =>
      edge.ask("worlds.list", {
        query: {
          ...pageQuery(cursor),
          order: view.order,
          ...(view.tag === null ? {} : { tag: view.tag }),
        },
      }),
    { keepsPrevious: true, refreshMs: REFRESH_MS },
  );
  if (worlds.isPending) return <CardSkeletons count={6} className="world-grid" />;
  if (worlds.data === undefined)
    return <ErrorPanel error={worlds.error} onRetry={() => void worlds.refetch()} />;
  const list = worlds.data.pages.flatMap((page) => page.items);
  return (
    <div aria-busy={worlds.isPlaceholderData}>
      {list.length > 0 && <WorldCards worlds={list} />}
      {list.length === 0 &&
        (view.tag === null ? (
          <Empty title={t.worlds.empty} hint={t.worlds.emptyHint} />
        ) : (
          <Empty title={t.find.nothingTagged(view.tag)} hint={t.find.nothingTaggedHint} />
        ))}
      <MoreButton query={worlds} />
    </div>
  );
}
