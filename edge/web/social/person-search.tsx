// Finding somebody by name, to ask them.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import type { FriendList } from "../../../shared/schema/social.ts";
import { SearchForm } from "../components/search-form.tsx";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { PersonRow } from "./person-row.tsx";
import { useAct, useFriends } from "./queries.ts";

const SHOWN_MAX = 10;

export function PersonSearch() {
  const { t } = useLanguage();
  const [query, setQuery] = useState("");
  return (
    <section className="social-part" aria-label={t.social.find}>
      <h2 className="section-title">{t.social.find}</h2>
      <SearchForm
        query={query}
        isLive
        onSearch={setQuery}
        label={t.social.findLabel}
        placeholder={t.social.findPlaceholder}
      />
      {query !== "" && <Found query={query} />}
    </section>
  );
}

function Found({ query }: { readonly query: string }) {
  const { t } = useLanguage();
  const { id: ownId } = useUser();
  const friends = useFriends();
  const act = useAct();
  const found = useQuery({
    queryKey: ["search", query, "user", SHOWN_MAX],
    queryFn: () => edge.ask("search.all", { query: { q: query, kind: "user", limit: SHOWN_MAX } }),
  });
  if (found.isPending) return <Loading />;
  if (found.data === undefined)
    return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  const people = found.data.items.flatMap(({ id, name }) => {
    const userId = userIdSchema.safeParse(id);
    return userId.success && userId.data !== ownId ? [{ id: userId.data, displayName: name }] : [];
  });
  if (people.length === 0) return <p className="hint">{t.social.nobodyFound(query)}</p>;
  return (
    <>
      {act.isError && <InlineError error={act.error} />}
      <ul className="person-rows card">
        {people.map((user) => {
          const state = friends.data === undefined ? "none" : stateOf(friends.data, user.id);
          return (
            <PersonRow key={user.id} user={user}>
              {state === "none" ? (
                <button
                  type="button"
                  className="button"
                  disabled={act.isPending}
                  onClick={() => act.mutate({ act: "befriend", userId: user.id })}
                >
                  {t.social.ask}
                </button>
              ) : (
                <span className="tag">{t.social.states[state]}</span>
              )}
            </PersonRow>
          );
        })}
      </ul>
    </>
  );
}

function stateOf({ friends, incoming, outgoing }: FriendList, id: UserId) {
  const has = (people: readonly { readonly user: { readonly id: UserId } }[]) =>
    people.some(({ user }) => user.id === id);
  if (has(friends)) return "friends";
  if (has(outgoing)) return "requested";
  return has(incoming) ? "asked" : "none";
}
