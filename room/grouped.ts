// Values by a key that several of them may share, each group in the order in which its values came. No group is empty.

const NOTHING: ReadonlySet<never> = new Set();

export class Grouped<K, V> {
  readonly #groups = new Map<K, Set<V>>();

  add(key: K, value: V): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, new Set([value]));
    else group.add(value);
  }

  delete(key: K, value: V): void {
    const group = this.#groups.get(key);
    if (group?.delete(value) === true && group.size === 0) this.#groups.delete(key);
  }

  /** What there is of a key, as it is now and will be. */
  of(key: K): ReadonlySet<V> {
    return this.#groups.get(key) ?? NOTHING;
  }
}
