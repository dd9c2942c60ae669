// A process that is killed at some point: what it did until then is done, and the rest is for whoever goes on.

/** Does `calls` calls and dies with the next: "before" it is made, or when it was made and before its answer is read. */
export function killedAfter<T extends object>(target: T, calls: number, when: "before" | "after") {
  let made = 0;
  const gateway = new Proxy(target, {
    get: (of, name) => {
      const method = Reflect.get(of, name) as unknown;
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        const isLast = made++ === calls;
        if (isLast && when === "before") throw new Error("killed");
        const answer = await (method.apply(of, args) as Promise<unknown>);
        if (isLast) throw new Error("killed");
        return answer;
      };
    },
  });
  return { gateway, made: () => made };
}

/** Transactions of the one, all else of the other. */
export function only<T extends object>(transactions: T, rest: T): T {
  return new Proxy(rest, {
    get: (of, name) => {
      if (name === "transaction") return Reflect.get(transactions, name) as unknown;
      const value = Reflect.get(of, name) as unknown;
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
}
