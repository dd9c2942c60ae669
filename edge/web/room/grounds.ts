// What a room is drawn from and walked on: the model its world was given, or else the built-in stage, which is also there until the
// model has come, and in its place when it cannot be had.

import { Group, type Scene } from "three";
import type { RoomSettings } from "../../../shared/protocol/ext/room-settings.ts";
import type { AvatarFiles } from "./avatar-files.ts";
import { layOut } from "./layout.ts";
import { buildScenery, type Scenery } from "./scenery.ts";
import type { Ground } from "./walk.ts";
import { openWorldModel } from "./world-model.ts";

export type Grounds = { readonly ground: Ground; readonly groundY: number; dispose(): void };

/** Builds it into `scene`. A model comes later, which `onModel` is told; what cannot be loaded is told on the console. */
export function buildGrounds(
  scene: Scene,
  settings: RoomSettings,
  files: AvatarFiles,
  onModel: () => void,
): Grounds {
  const { skyColor, groundColor, halfSizeM, spawn, content } = settings;
  const layout = layOut(settings.world.id, halfSizeM, spawn);
  const groundY = spawn[1];
  const scenery = buildScenery(scene, { skyColor, groundColor, halfSizeM, groundY, layout });
  const disposed = new AbortController();
  let takeAway = (): void => {};
  // Nobody bumps into benches that are to go.
  const ground = { halfSizeM, obstacles: content.glb === null ? layout.obstacles : [] };
  if (content.glb !== null)
    void showModel(scene, scenery, files.fetch(content.glb, disposed.signal), disposed.signal).then(
      (dispose) => {
        takeAway = dispose;
        if (disposed.signal.aborted) dispose();
        else onModel();
      },
      (error: unknown) => {
        if (!disposed.signal.aborted) console.warn("the world's model cannot be shown", error);
      },
    );
  return {
    ground,
    groundY,
    dispose() {
      disposed.abort();
      takeAway();
      scenery.dispose();
    },
  };
}

/** Returns what takes it away again. */
async function showModel(
  scene: Scene,
  scenery: Scenery,
  file: Promise<ArrayBuffer>,
  signal: AbortSignal,
): Promise<() => void> {
  const model = await openWorldModel(await file);
  const place = new Group();
  place.name = "world";
  place.add(model.object);
  if (!signal.aborted) {
    scenery.giveWay();
    scene.add(place);
  }
  return () => {
    place.removeFromParent();
    model.dispose();
  };
}
