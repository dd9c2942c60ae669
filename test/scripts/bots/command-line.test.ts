import { describe, expect, test } from "bun:test";
import { readArguments } from "../../../scripts/bots/arguments.ts";
import { createSmallTalk } from "../../../scripts/bots/small-talk.ts";
import { standingOf, statusLine } from "../../../scripts/bots/tally.ts";
import { VisitFailed } from "../../../scripts/visitor/visit-failed.ts";
import { chatUpSchema } from "../../../shared/protocol/ext/chat.ts";
import { seededRng } from "../../../shared/rng.ts";

describe("the command line of the bots", () => {
  test("needs nothing", () => {
    expect(readArguments([], 42n)).toEqual({
      count: 10,
      world: null,
      edgeUrl: "http://localhost:8080",
      seconds: null,
      chat: false,
      seed: 42n,
    });
    expect(readArguments(["-h"], 0n)).toBe("help");
  });

  test("takes what it is told", () => {
    const argv = "--count 200 --world Plaza --edge https://hiroba.example/ --seconds 30 --chat --seed 7";
    expect(readArguments(argv.split(" "), 0n)).toEqual({
      count: 200,
      world: "Plaza",
      edgeUrl: "https://hiroba.example",
      seconds: 30,
      chat: true,
      seed: 7n,
    });
  });

  test("refuses in one line what is out of bounds or unknown, and names it", () => {
    const wrong: [argv: string, named: string][] = [
      ["--count 0", "--count"],
      ["--count 201", "--count"],
      ["--count ten", "--count"],
      ["--count 1e2", "--count"],
      ["--seconds 0", "--seconds"],
      ["--seed -1", "--seed"],
      ["--seed 18446744073709551616", "--seed"],
      ["--edge localhost:8080", "--edge"],
      ["--speed 3", "--speed"],
      ["ten", "ten"],
    ];
    for (const [argv, named] of wrong) {
      let caught: unknown;
      try {
        readArguments(argv.split(" "), 0n);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(VisitFailed);
      const { message } = caught as VisitFailed;
      expect(message).toContain(named);
      expect(message).not.toContain("\n");
    }
  });
});

test("the status says who is where, and poses by the second, not by the interval", () => {
  const line = statusLine({
    botCount: 10,
    standing: standingOf([...Array(8).fill("joined"), "reconnecting", "left"]),
    before: { posesSent: 1_000, posesHeard: 10_000, linesSaid: 0 },
    now: { posesSent: 1_800, posesHeard: 17_200, linesSaid: 3 },
    elapsedMs: 5_000,
  });
  expect(line).toBe("8 of 10 joined, 1 reconnecting, 1 left; 160 poses/s sent, 1,440 received, 3 lines said");
});

test("small talk comes soon, then not more than four times a minute, and is fit to be said", () => {
  for (let seed = 0n; seed < 20n; seed++) {
    const talk = createSmallTalk(seededRng(seed));
    const saidAtS: number[] = [];
    for (let second = 1; second <= 600; second++) {
      const text = talk.step(1_000);
      if (text === null) continue;
      expect(chatUpSchema.safeParse({ text }).success).toBe(true);
      saidAtS.push(second);
    }
    expect(saidAtS[0]).toBeLessThanOrEqual(10);
    expect(saidAtS.length).toBeGreaterThan(8);
    for (const [index, at] of saidAtS.entries())
      expect(at - (saidAtS[index - 1] ?? -15)).toBeGreaterThanOrEqual(15);
  }
});
