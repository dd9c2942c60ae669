import { expect, test } from "bun:test";
import { Leisure } from "../../room/leisure.ts";

const turned = (times: number): Leisure => {
  const leisure = new Leisure();
  for (let count = 0; count < times; count++) leisure.turned();
  return leisure;
};

test("memory is looked after once, when many came or went and a second of quiet has passed", () => {
  const leisure = turned(1_000);
  expect([1, 2, 3, 4, 5].map(() => leisure.look(50))).toEqual([false, false, false, true, false]);
});

test("a host where something is going on, or little has changed, is left alone", () => {
  const busy = turned(5_000);
  const looks = Array.from({ length: 20 }, (_, index) => busy.look(index * 100));
  const calm = turned(999);
  expect([...looks, calm.look(0), calm.look(0), calm.look(0), calm.look(0)]).not.toContain(true);
});
