// The next page of a catalogue, when there is one.

import { useLanguage } from "../i18n/locale.tsx";
import { ErrorText } from "./states.tsx";

type PagedQuery = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly error: unknown;
  fetchNextPage(): Promise<unknown>;
};

export function MoreButton({ query }: { readonly query: PagedQuery }) {
  const { t } = useLanguage();
  if (!query.hasNextPage) return null;
  return (
    <div className="more">
      {query.isFetchNextPageError && <ErrorText error={query.error} />}
      <button
        type="button"
        className="button"
        disabled={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {query.isFetchingNextPage ? t.common.loading : t.common.more}
      </button>
    </div>
  );
}
