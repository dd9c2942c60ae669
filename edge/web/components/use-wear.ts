// Putting an avatar on. A room one is in hears of it, and asks the origin what is worn now.

import { useMutation } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { AssetId } from "../../../shared/schema/ids.ts";
import { edge, useSession } from "../session/session.tsx";

/** Set by the room page; elsewhere nobody has to be told. */
export const WornContext = createContext<() => void>(() => {});

export function useWear() {
  const { setUser } = useSession();
  const tell = use(WornContext);
  return useMutation({
    mutationKey: ["wear"],
    mutationFn: (avatarId: AssetId | null) => edge.wearAvatar(avatarId),
    onSuccess: (user) => {
      setUser(user);
      tell();
    },
  });
}
