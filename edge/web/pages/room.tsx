// The room: the scene fills the page, everything else floats over it. This module brings three.js along.

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Door } from "../../../shared/client/edge-client.ts";
import { useTitle } from "../components/title.ts";
import { WornContext } from "../components/use-wear.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { performersOf } from "../room/performers.ts";
import { withoutWordsOf } from "../room/room-store.ts";
import { createRoomSession } from "../room/session.ts";
import { ChatPanel } from "../room/ui/chat-panel.tsx";
import { ConnectionBanner, GhostBanner, LeftPanel } from "../room/ui/connection-notices.tsx";
import { Curtain } from "../room/ui/curtain.tsx";
import { GiftBanner } from "../room/ui/gift-banner.tsx";
import { GiftDialog } from "../room/ui/gift-dialog.tsx";
import { KeyHints } from "../room/ui/key-hints.tsx";
import { NoticeToast, RoomNoticeToast } from "../room/ui/notice-toast.tsx";
import { PeoplePanel } from "../room/ui/people-panel.tsx";
import { RoomBar } from "../room/ui/room-bar.tsx";
import { TouchControls } from "../room/ui/touch-controls.tsx";
import { useMedia } from "../room/ui/use-media.ts";
import { WardrobeDialog } from "../room/ui/wardrobe-dialog.tsx";
import { edge, useUser } from "../session/session.tsx";
import { useMuted } from "../social/queries.ts";
import { NotFoundPage } from "./not-found.tsx";

const NOWHERE: ReadonlySet<string> = new Set([
  "WORLD_NOT_FOUND",
  "EVENT_NOT_FOUND",
  "USER_NOT_FOUND",
  "INVITATION_NOT_FOUND",
  "NOT_FOUND",
]);
const WIDE = "(min-width: 720px)";

export default function RoomPage({ door }: { readonly door: Door }) {
  const { t } = useLanguage();
  const [session] = useState(() => createRoomSession(edge, door));
  const room = useSyncExternalStore(session.store.subscribe, session.store.snapshot);
  const sceneRef = useRef<HTMLDivElement>(null);
  const sceneLabel = useRef(t.room.scene);
  const isWide = useMedia(WIDE);
  const isTouch = useMedia("(pointer: coarse)");
  const [open, setOpen] = useState<"none" | "people" | "chat">("none");
  const [peopleFolded, setPeopleFolded] = useState(false);
  const [isDressing, setDressing] = useState(false);
  const [isGiving, setGiving] = useState(false);
  useTitle(room.settings?.world.name ?? t.nav.worlds);

  useEffect(() => {
    const host = sceneRef.current;
    if (host === null) return;
    session.start(host, sceneLabel.current);
    return () => session.stop();
  }, [session]);

  // Neither what they say from now on, over their heads, nor what they said, in the chat.
  const muted = useMuted();
  useEffect(() => session.hush(muted), [session, muted]);

  const { id: ownUser } = useUser();
  const performers = performersOf(room.people, ownUser);
  const lines = withoutWordsOf(room.lines, muted);
  const showPeople = isWide ? !peopleFolded : open === "people";
  const togglePeople = () =>
    isWide ? setPeopleFolded(!peopleFolded) : setOpen(open === "people" ? "none" : "people");

  // Nobody stands in a world that is not there: no scene to show behind the news.
  if (room.connection.name === "left" && NOWHERE.has(room.connection.code) && !room.wasJoined)
    return (
      <main className="lone">
        <NotFoundPage />
      </main>
    );
  return (
    <WornContext value={session.wore}>
      <main className="room" data-connection={room.connection.name}>
        <div className="scene" ref={sceneRef} />
        {room.settings === null && room.connection.name !== "left" && (
          <Curtain waiting={room.waiting} onLookOn={session.lookOn} />
        )}
        {room.stage === "unavailable" && <p className="no-drawing">{t.room.noDrawing}</p>}
        <RoomBar
          room={room}
          showsPeople={showPeople}
          onPeople={togglePeople}
          onDress={() => setDressing(true)}
          onGive={performers.length === 0 ? null : () => setGiving(true)}
        />
        <ConnectionBanner room={room} onTryNow={session.enterAgain} />
        <GhostBanner room={room} />
        <PeoplePanel
          people={room.people}
          ownSid={room.ownSid}
          muted={muted}
          room={room.settings?.room ?? null}
          isShown={showPeople}
          session={session}
          onClose={togglePeople}
        />
        <ChatPanel
          lines={lines}
          unheard={room.unheard}
          canSpeak={room.connection.name === "joined"}
          isOpen={isWide || open === "chat"}
          canFold={!isWide}
          onToggle={() => setOpen(open === "chat" ? "none" : "chat")}
          session={session}
        />
        {isTouch ? <TouchControls session={session} /> : <KeyHints />}
        <NoticeToast notice={room.notice} />
        <RoomNoticeToast lines={room.lines} />
        <GiftBanner lines={lines} />
        {room.connection.name === "left" && (
          <LeftPanel
            door={door}
            code={room.connection.code}
            wasJoined={room.wasJoined}
            onEnterAgain={session.enterAgain}
          />
        )}
        {isGiving && room.settings !== null && (
          <GiftDialog room={room.settings.room} performers={performers} onClose={() => setGiving(false)} />
        )}
        {isDressing && (
          <WardrobeDialog floor={room.settings?.avatars.floor ?? null} onClose={() => setDressing(false)} />
        )}
      </main>
    </WornContext>
  );
}
