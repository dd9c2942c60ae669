// Lists of people with one thing to undo: whom one follows, has blocked, or has muted; and who follows one.

import { MoreButton } from "../components/more-button.tsx";
import { Empty, ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { PersonRow } from "./person-row.tsx";
import { type Act, type PeopleList as List, useAct, usePeople } from "./queries.ts";

const UNDO: Readonly<Record<List, Act | null>> = {
  following: "unfollow",
  followers: null,
  blocks: "unblock",
  mutes: "unmute",
};

export function PeopleList({ list }: { readonly list: List }) {
  const { t, format } = useLanguage();
  const people = usePeople(list);
  const act = useAct();
  const undo = UNDO[list];
  if (people.isPending) return <Loading />;
  if (people.data === undefined)
    return <ErrorPanel error={people.error} onRetry={() => void people.refetch()} />;
  const items = people.data.pages.flatMap((page) => page.items);
  const words = t.social.lists[list];
  if (items.length === 0) return <Empty title={words.empty} hint={words.hint} />;
  return (
    <>
      {act.isError && <InlineError error={act.error} />}
      <ul className="person-rows card">
        {items.map(({ user, since }) => (
          <PersonRow key={user.id} user={user} about={t.social.since(format.date(since))}>
            {undo !== null && (
              <button
                type="button"
                className="button"
                disabled={act.isPending}
                onClick={() => act.mutate({ act: undo, userId: user.id })}
              >
                {words.undo}
              </button>
            )}
          </PersonRow>
        ))}
      </ul>
      <MoreButton query={people} />
    </>
  );
}
