import { describe, expect, test } from "bun:test";
import { WeightedSemaphore } from "../../../../origin/ugc/likeness/weighted-semaphore.ts";

/** Whatever needs no more than promises to be kept has happened. */
const settled = () => Bun.sleep(0);

/** A semaphore, and what it has let go on: each piece of work stays until it is told to end. */
function semaphoreOf(max: number) {
  const semaphore = new WeightedSemaphore(max);
  const inside: string[] = [];
  const enter = (name: string, weight: number) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const done = semaphore.within(weight, async () => {
      inside.push(name);
      await promise.finally(() => inside.splice(inside.indexOf(name), 1));
      return name;
    });
    return { done, end: resolve, fail: reject };
  };
  return { inside, enter };
}

describe("a weighted semaphore", () => {
  test("lets in all that fit, and the next when one has gone", async () => {
    const { inside, enter } = semaphoreOf(4);
    const [a, b, c] = [enter("a", 2), enter("b", 2), enter("c", 1)];
    await settled();
    expect(inside).toEqual(["a", "b"]);
    a.end();
    expect(await a.done).toBe("a");
    await settled();
    expect(inside).toEqual(["b", "c"]);
    b.end();
    c.end();
    await Promise.all([b.done, c.done]);
  });

  test("has what is larger than itself alone, and lets nothing smaller in before it", async () => {
    const { inside, enter } = semaphoreOf(4);
    const small = enter("small", 1);
    const large = enter("large", 9);
    const late = enter("late", 1);
    await settled();
    expect(inside).toEqual(["small"]);
    small.end();
    await small.done;
    await settled();
    expect(inside).toEqual(["large"]);
    large.end();
    await large.done;
    await settled();
    expect(inside).toEqual(["late"]);
    late.end();
    await late.done;
  });

  test("has the place of work that failed again", async () => {
    const { inside, enter } = semaphoreOf(1);
    const broken = enter("broken", 1);
    const next = enter("next", 1);
    broken.fail(new Error("no image"));
    await expect(broken.done).rejects.toThrow("no image");
    await settled();
    expect(inside).toEqual(["next"]);
    next.end();
    expect(await next.done).toBe("next");
  });
});
