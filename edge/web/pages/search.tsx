// Looking for something among everything: worlds, events, avatars, items and people. What is looked for stands in the address.

import { Link, useSearchParams } from "react-router";
import {
  type CatalogKind,
  catalogKindSchema,
  SEARCH_MAX_CHARS,
  type SearchHit,
} from "../../../shared/schema/catalog.ts";
import { MoreButton } from "../components/more-button.tsx";
import { pageQuery, usePages } from "../components/paging.ts";
import { SearchForm } from "../components/search-form.tsx";
import { Empty, ErrorPanel, Loading } from "../components/states.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge } from "../session/session.tsx";

const TAGS_SHOWN_MAX = 4;

const HREF: Readonly<Record<CatalogKind, (id: string) => string>> = {
  world: (id) => `/worlds/${id}`,
  event: (id) => `/events/${id}`,
  avatar: (id) => `/avatars/${id}`,
  item: (id) => `/items/${id}`,
  user: (id) => `/users/${id}`,
};

type Wanted = { readonly q: string; readonly kind: CatalogKind | null };

export function SearchPage() {
  const { t } = useLanguage();
  const [params, setParams] = useSearchParams();
  const kind = catalogKindSchema.safeParse(params.get("kind"));
  const wanted: Wanted = {
    q: (params.get("q") ?? "").trim().slice(0, SEARCH_MAX_CHARS),
    kind: kind.success ? kind.data : null,
  };
  useTitle(wanted.q === "" ? t.search.title : `${wanted.q} · ${t.search.title}`);
  return (
    <>
      <div className="page-head">
        <h1>{t.search.title}</h1>
      </div>
      <div className="list-tools">
        <SearchForm
          query={wanted.q}
          isLive
          onSearch={(q) => setParams(paramsOf({ ...wanted, q }), { replace: true })}
        />
        <Tabs
          label={t.search.kindLabel}
          tabs={[null, ...catalogKindSchema.options].map((each) => ({
            to: `/search?${paramsOf({ ...wanted, kind: each })}`,
            label: each === null ? t.search.everyKind : t.search.kinds[each],
            isCurrent: each === wanted.kind,
          }))}
        />
      </div>
      {wanted.q === "" ? <p className="hint">{t.search.begin}</p> : <Found wanted={wanted} />}
    </>
  );
}

function paramsOf({ q, kind }: Wanted): URLSearchParams {
  return new URLSearchParams({ ...(q === "" ? {} : { q }), ...(kind === null ? {} : { kind }) });
}

function Found({ wanted: { q, kind } }: { readonly wanted: Wanted }) {
  const { t } = useLanguage();
  const found = usePages(
    ["search", q, kind],
    (cursor) =>
      edge.ask("search.all", { query: { ...pageQuery(cursor), q, ...(kind === null ? {} : { kind }) } }),
    { keepsPrevious: true },
  );
  if (found.isPending) return <Loading />;
  if (found.data === undefined)
    return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  const hits = found.data.pages.flatMap((page) => page.items);
  if (hits.length === 0) return <Empty title={t.search.nothing(q)} hint={t.search.nothingHint} />;
  return (
    <div aria-busy={found.isPlaceholderData}>
      <ul className="hits">
        {hits.map((hit) => (
          <li key={`${hit.kind} ${hit.id}`}>
            <Hit hit={hit} />
          </li>
        ))}
      </ul>
      <MoreButton query={found} />
    </div>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const { t, format } = useLanguage();
  const maker = hit.kind === "user" ? null : hit.owner;
  return (
    <Link className="card hit" to={HREF[hit.kind](hit.id)} data-kind={hit.kind}>
      {hit.thumbnailUrl === null ? (
        <span className={`hit-picture hit-letter hit-${hit.kind}`} aria-hidden="true">
          {[...hit.name][0]}
        </span>
      ) : (
        <img className="hit-picture" src={hit.thumbnailUrl} alt="" loading="lazy" width="64" height="64" />
      )}
      <span className="hit-text">
        <span className="hit-name">{hit.name}</span>
        <span className="hit-about">
          <span className="tag">{t.search.kind[hit.kind]}</span>
          {maker !== null && <span className="hit-owner">{maker.displayName}</span>}
          {hit.tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
            <span key={tag}>#{tag}</span>
          ))}
        </span>
      </span>
      {hit.likeCount > 0 && (
        <span className="hit-likes" title={t.like.count(hit.likeCount, format.number(hit.likeCount))}>
          ♥ {format.number(hit.likeCount)}
        </span>
      )}
    </Link>
  );
}
