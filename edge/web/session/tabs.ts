// What the tabs of one browser tell each other: they share the cookie, so they share who is signed in.

import * as z from "zod";

const CHANNEL = "hiroba.session";
const wordSchema = z.enum(["signed-in", "signed-out"]);
export type SessionWord = z.infer<typeof wordSchema>;

type Tabs = {
  /** To every other tab of this browser. */
  tell(word: SessionWord): void;
  /** Calls `heard` with what others tell, until the function it returns is called. */
  listen(heard: (word: SessionWord) => void): () => void;
};

/** A channel costs nothing while it is open; where there are none, every tab finds out by itself. */
export function createTabs(): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => {}, listen: () => () => {} };
  const channel = new BroadcastChannel(CHANNEL);
  return {
    tell: (word) => channel.postMessage(word),
    listen(heard) {
      const onMessage = ({ data }: MessageEvent<unknown>): void => {
        const word = wordSchema.safeParse(data);
        if (word.success) heard(word.data);
      };
      channel.addEventListener("message", onMessage);
      return () => channel.removeEventListener("message", onMessage);
    },
  };
}
