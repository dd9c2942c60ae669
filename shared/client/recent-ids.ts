// The ids that were heard last: what may be told twice is passed on once.

export type RecentIds = {
  /** Whether it is not among the last ones; from now on it is. */
  take(id: string): boolean;
};

/** Remembers at most `max`; the oldest is forgotten first. */
export function createRecentIds(max: number): RecentIds {
  const ids = new Set<string>();
  return {
    take(id) {
      if (ids.has(id)) return false;
      const [oldest] = ids;
      if (ids.size >= max && oldest !== undefined) ids.delete(oldest);
      ids.add(id);
      return true;
    },
  };
}
