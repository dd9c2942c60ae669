import { describe, expect, test } from "bun:test";
import { readArguments, UsageError } from "../../../scripts/bench/arguments.ts";

const KNOWN = {
  room: ["one", "two", "three"],
  edge: ["four", "five"],
  catalog: ["six"],
  avatar: ["seven"],
  fleet: ["eight"],
};
const read = (...argv: readonly string[]) => readArguments(argv, KNOWN);

describe("the command line of bench", () => {
  test("a bare suite is every scenario against every peer, in full", () => {
    expect(read("room")).toEqual({
      suite: "room",
      scenarios: KNOWN.room,
      peers: ["mosquitto", "nats", "aedes", "floor"],
      pace: "full",
      seconds: null,
      clientsMax: null,
      jsonPath: null,
      history: "left out",
    });
  });

  test("each suite has scenarios of its own", () => {
    expect(read("edge")).toMatchObject({ suite: "edge", scenarios: KNOWN.edge });
    expect(read("edge", "five")).toMatchObject({ scenarios: ["five"] });
    expect(read("catalog")).toMatchObject({ suite: "catalog", scenarios: KNOWN.catalog });
    expect(read("avatar")).toMatchObject({ suite: "avatar", scenarios: KNOWN.avatar });
  });

  test("scenarios run in their own order, peers too", () => {
    const options = read("room", "three", "one", "--peers", "aedes,mosquitto", "--quick", "--seconds=0.5");
    expect(options).toMatchObject({
      scenarios: ["one", "three"],
      peers: ["mosquitto", "aedes"],
      pace: "quick",
      seconds: 0.5,
    });
  });

  test("a run may be ours alone, small, written and kept", () => {
    expect(read("room", "--peers", "none", "--clients", "10", "--json", "x.json", "--keep")).toMatchObject({
      peers: [],
      clientsMax: 10,
      jsonPath: "x.json",
      history: "kept",
    });
  });

  test.each([
    [[], "is not a suite"],
    [["kitchen"], "is not a suite"],
    [["room", "four"], '"four" is not a scenario'],
    [["edge", "one"], '"one" is not a scenario'],
    [["room", "--peers", "emqx"], '"emqx" is not a peer'],
    [["room", "--seconds", "soon"], "is not a number above 0"],
    [["room", "--clients", "0"], "is not a number above 0"],
    [["room", "--fast"], "--help"],
  ])("%p is refused in one sentence", (argv, sentence) => {
    expect(() => read(...argv)).toThrow(UsageError);
    expect(() => read(...argv)).toThrow(sentence);
  });

  test("help is help, whatever else is said", () => {
    expect(read("--help")).toBe("help");
  });
});
