// The room as it is seen: the one place that owns renderer, scene, camera and the frame loop. React mounts it and lets it be;
// it tells where its own avatar is, and is told of everybody else.

import { Mesh, MeshBasicMaterial, PerspectiveCamera, PlaneGeometry, Scene, WebGLRenderer } from "three";
import type { Pose } from "../../../shared/protocol/ext/pose.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import type { RoomSettings } from "../../../shared/protocol/ext/room-settings.ts";
import type { Rng } from "../../../shared/rng.ts";
import {
  type AvatarSettings,
  DEFAULT_AVATAR_SETTINGS,
  type DeviceClass,
} from "../../../shared/schema/avatar-rank.ts";
import { UPLOAD_FILE_MAX_BYTES } from "../../../shared/schema/upload.ts";
import { type AvatarFiles, type AvatarRef, createAvatarFiles } from "./avatar-files.ts";
import { Character } from "./character.ts";
import { Controls } from "./controls.ts";
import { Crowd } from "./crowd.ts";
import { type Dressed, Dresser, type DresserOptions } from "./dresser.ts";
import { createFrameBudget } from "./frame-budget.ts";
import { GiftShow } from "./gifts/gift-show.ts";
import { hasGraphicsHardware } from "./graphics-hardware.ts";
import { buildGrounds, type Grounds } from "./grounds.ts";
import { Labels } from "./labels.ts";
import { isOnStage } from "./on-stage.ts";
import { type Orbit, orbitPosition, turnOrbit } from "./orbit.ts";
import type { OwnPose } from "./pose-sender.ts";
import { releaseStandInShapes } from "./stand-in.ts";
import { radialTexture } from "./textures.ts";
import { groundSpeedMps, locomotionOf, standingAt, stepWalk, type WalkState, wrapAngle } from "./walk.ts";

const SPAWN_SPREAD_M = 1.6;
const FIELD_OF_VIEW_DEG = 55;
/** The camera looks here, as a share of the avatar's height. */
const EYE_LINE = 0.86;
const CAMERA_FOLLOW_PER_S = 14;
/** The head follows the camera this far; beyond, it looks ahead. */
const LOOK_MAX_RAD = 1.35;
const SHADOW_SIZE_M = 1.05;
const FRAME_MAX_S = 0.1;
/** People come near and go away; nobody is dressed otherwise more often for that. */
const DRESS_EVERY_MS = 2_000;
const FIRST_ORBIT: Orbit = { yaw: 0, pitch: 0.24, distanceM: 4.6 };

export type StageOptions = {
  /** Canvas and labels are put in here, and fill it. */
  readonly host: HTMLElement;
  /** What a screen reader calls the canvas. */
  readonly canvasLabel: string;
  readonly rng: Rng;
  readonly device: DeviceClass;
  /** What is made of an avatar that a room tells of. */
  askAvatar: DresserOptions["ask"];
  /** What to fetch of the world's model. */
  lighterWorld(model: AvatarRef): Promise<AvatarRef>;
  /** The room clock, null until it is known. */
  roomTimeMs(): number | null;
  /** The own pose of every frame. */
  onOwnPose(pose: OwnPose): void;
};

export class Stage {
  readonly controls: Controls;
  readonly #options: StageOptions;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.1, 900);
  readonly #labels: Labels;
  readonly #crowd: Crowd;
  readonly #files: AvatarFiles;
  readonly #worldFiles: AvatarFiles;
  readonly #dresser: Dresser;
  readonly #shadowShape = new PlaneGeometry(SHADOW_SIZE_M, SHADOW_SIZE_M).rotateX(-Math.PI / 2);
  readonly #shadowMaterial = new MeshBasicMaterial({
    map: radialTexture("rgba(20, 24, 40, 0.42)", "rgba(20, 24, 40, 0)"),
    transparent: true,
    depthWrite: false,
  });
  readonly #gifts: GiftShow;
  readonly #budget = createFrameBudget(window.devicePixelRatio);
  readonly #resizing: ResizeObserver;
  #set: Grounds | null = null;
  #own: { readonly sid: number; readonly character: Character } | null = null;
  #walk: WalkState | null = null;
  #orbit = FIRST_ORBIT;
  #lookAt: readonly [number, number, number] | null = null;
  #lastFrameMs: number | null = null;
  #members: ReadonlyMap<number, Member> = new Map();
  #avatars: AvatarSettings = DEFAULT_AVATAR_SETTINGS;
  #dressedAtMs = 0;
  #isDisposed = false;

  /** Throws when the browser has no WebGL 2. */
  constructor(options: StageOptions) {
    this.#options = options;
    const { host } = options;
    this.#renderer = new WebGLRenderer({
      antialias: hasGraphicsHardware(),
      powerPreference: "high-performance",
    });
    const canvas = this.#renderer.domElement;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-label", options.canvasLabel);
    host.append(canvas);
    this.controls = new Controls(canvas);
    this.#labels = new Labels(host);
    this.#gifts = new GiftShow(this.#scene, options.rng);
    const fetchFile = (...args: Parameters<typeof fetch>) => fetch(...args);
    this.#files = createAvatarFiles(fetchFile);
    const worldFiles = createAvatarFiles(fetchFile, UPLOAD_FILE_MAX_BYTES);
    this.#worldFiles = {
      fetch: async (model, signal) => worldFiles.fetch(await options.lighterWorld(model), signal),
    };
    this.#dresser = new Dresser({
      device: options.device,
      ask: options.askAvatar,
      nowMs: () => performance.now(),
      onNews: () => this.#dress(),
    });
    this.#crowd = new Crowd((sid, name) => this.#makeCharacter(sid, name, "other"));
    this.#resizing = new ResizeObserver(() => this.#resize());
    this.#resizing.observe(host);
    this.#renderer.setAnimationLoop((nowMs) => this.#frame(nowMs));
  }

  /** Builds the room's set, and puts the own avatar at its door the first time. Told again, it builds anew. */
  setSettings(settings: RoomSettings): void {
    this.#avatars = settings.avatars;
    this.#dress();
    this.#set?.dispose();
    const { dataset } = this.#renderer.domElement;
    delete dataset["worldModel"];
    this.#set = buildGrounds(this.#scene, settings, this.#worldFiles, () => {
      dataset["worldModel"] = "shown";
    });
    this.#walk ??= this.#arrive(settings.spawn);
  }

  setMembers(members: ReadonlyMap<number, Member>, ownSid: number): void {
    this.#crowd.setMembers(members, ownSid);
    if (this.#own !== null && this.#own.sid !== ownSid) {
      this.#own.character.dispose();
      this.#own = null;
    }
    const me = members.get(ownSid);
    if (me !== undefined)
      this.#own ??= { sid: ownSid, character: this.#makeCharacter(ownSid, me.name, "own") };
    this.#members = members;
    this.#dress();
  }

  pose(sid: number, pose: Pose, sampleRoomTimeMs: number): void {
    this.#crowd.pose(sid, pose, sampleRoomTimeMs, this.#options.roomTimeMs() ?? sampleRoomTimeMs);
  }

  say(sid: number, text: string): void {
    const nowMs = performance.now();
    if (sid === this.#own?.sid) this.#own.character.say(text, nowMs);
    else this.#crowd.say(sid, text, nowMs);
  }

  /** Draws a gift round whom it was given to, wherever they go meanwhile. */
  give(sid: number, gift: { readonly effect: string; readonly seconds: number }): void {
    this.#gifts.begin(gift, () => this.placeOf(sid), performance.now());
    this.#renderer.domElement.dataset["gift"] = gift.effect;
  }

  /** Where somebody is, metres: the own avatar now, others as last heard. */
  placeOf(sid: number): { readonly x: number; readonly z: number } | null {
    if (sid === this.#own?.sid) return this.#walk;
    return this.#crowd.placeOf(sid);
  }

  /** Gives everything back. The stage is not used afterwards. */
  dispose(): void {
    this.#isDisposed = true;
    this.#renderer.setAnimationLoop(null);
    this.#resizing.disconnect();
    this.controls.dispose();
    this.#crowd.dispose();
    this.#own?.character.dispose();
    this.#set?.dispose();
    this.#labels.dispose();
    this.#gifts.dispose();
    releaseStandInShapes();
    this.#shadowShape.dispose();
    this.#shadowMaterial.map?.dispose();
    this.#shadowMaterial.dispose();
    this.#renderer.dispose();
    // Browsers keep few contexts alive; waiting for the collector would lose the next room's.
    this.#renderer.forceContextLoss();
    this.#renderer.domElement.remove();
  }

  /** Shows everybody as they are to be shown from here. */
  #dress(): void {
    if (this.#isDisposed) return;
    this.#dressedAtMs = performance.now();
    const people: Dressed[] = [];
    for (const [sid, member] of this.#members) {
      const { avatar } = member;
      if (avatar === null) this.#wear(sid, null);
      else
        people.push({
          sid,
          avatar,
          distanceM: this.#distanceTo(sid),
          isOwn: sid === this.#own?.sid,
          isOnStage: isOnStage(member),
        });
    }
    for (const [sid, file] of this.#dresser.dress(people, this.#avatars)) this.#wear(sid, file);
  }

  #wear(sid: number, file: AvatarRef | null): void {
    if (sid === this.#own?.sid) this.#own.character.wear(file);
    else this.#crowd.wear(sid, file);
  }

  /** Of whoever has no place yet: far. */
  #distanceTo(sid: number): number {
    const place = this.placeOf(sid);
    return place === null
      ? Number.MAX_VALUE
      : Math.hypot(place.x - (this.#walk?.x ?? 0), place.z - (this.#walk?.z ?? 0));
  }

  #arrive(spawn: RoomSettings["spawn"]): WalkState {
    const { rng } = this.#options;
    const angle = rng() * 2 * Math.PI;
    const away = Math.sqrt(rng()) * SPAWN_SPREAD_M;
    const x = spawn[0] + Math.sin(angle) * away;
    const z = spawn[2] + Math.cos(angle) * away;
    // Whoever comes in looks at the middle; who appears there looks ahead.
    const yaw = Math.hypot(spawn[0], spawn[2]) > 1 ? Math.atan2(-x, -z) : 0;
    this.#orbit = { ...this.#orbit, yaw };
    return standingAt(x, spawn[1], z, yaw);
  }

  #makeCharacter(sid: number, name: string, kind: "own" | "other"): Character {
    return new Character({
      sid,
      scene: this.#scene,
      label: this.#labels.add(name, kind),
      shadow: new Mesh(this.#shadowShape, this.#shadowMaterial),
      files: this.#files,
    });
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#options.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#renderer.setSize(clientWidth, clientHeight);
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
  }

  #frame(nowMs: number): void {
    const sinceMs = nowMs - (this.#lastFrameMs ?? nowMs);
    this.#lastFrameMs = nowMs;
    const ratio = this.#budget.after(sinceMs);
    if (Math.abs(ratio - this.#renderer.getPixelRatio()) > 0.01) this.#renderer.setPixelRatio(ratio);
    const dtS = Math.min(FRAME_MAX_S, sinceMs / 1000);
    if (this.#set === null || this.#walk === null) return;
    const walk = this.#stepOwn(this.#walk, this.#set, dtS);
    this.#follow(walk, this.#set.groundY, dtS);
    this.#labels.look(this.#camera, this.#options.host.clientWidth, this.#options.host.clientHeight);
    this.#drawOwn(walk, this.#set.groundY, dtS, nowMs);
    const roomTimeMs = this.#options.roomTimeMs();
    if (nowMs - this.#dressedAtMs > DRESS_EVERY_MS) this.#dress();
    if (roomTimeMs !== null) this.#crowd.step(roomTimeMs, this.#set.groundY, dtS, nowMs);
    this.#gifts.step(this.#set.groundY, nowMs);
    this.#renderer.render(this.#scene, this.#camera);
  }

  #stepOwn(walk: WalkState, { ground, groundY }: Grounds, dtS: number): WalkState {
    this.#orbit = turnOrbit(this.#orbit, this.controls.takeLook(dtS));
    const next = stepWalk(walk, this.controls.intent(), this.#orbit.yaw, ground, groundY, dtS);
    this.#walk = next;
    return next;
  }

  #drawOwn(walk: WalkState, groundY: number, dtS: number, nowMs: number): void {
    const { x, y, z, bodyYaw } = walk;
    const turned = wrapAngle(this.#orbit.yaw - bodyYaw);
    const looksRound = Math.abs(turned) <= LOOK_MAX_RAD;
    const look = {
      lookYaw: looksRound ? turned : 0,
      lookPitch: looksRound ? 0.18 - this.#orbit.pitch * 0.75 : 0,
    };
    const locomotion = locomotionOf(walk, groundY);
    this.#own?.character.stand(
      { x, y, z, bodyYaw },
      { speedMps: groundSpeedMps(walk), locomotion, ...look },
      groundY,
      dtS,
      nowMs,
    );
    this.#options.onOwnPose({ x, y, z, bodyYaw, ...look, locomotion });
  }

  #follow(walk: WalkState, groundY: number, dtS: number): void {
    const eyeLine = (this.#own?.character.heightM ?? 1.4) * EYE_LINE;
    const share = 1 - Math.exp(-CAMERA_FOLLOW_PER_S * dtS);
    const last = this.#lookAt ?? [walk.x, walk.y + eyeLine, walk.z];
    const target = [
      last[0] + (walk.x - last[0]) * share,
      last[1] + (walk.y + eyeLine - last[1]) * share,
      last[2] + (walk.z - last[2]) * share,
    ] as const;
    this.#lookAt = target;
    this.#camera.position.set(...orbitPosition(this.#orbit, target, groundY));
    this.#camera.lookAt(...target);
  }
}
