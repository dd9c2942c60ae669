// The maker's stage: one figure on a disc, turned by hand. React mounts it and lets it be.

import {
  AmbientLight,
  CircleGeometry,
  DirectionalLight,
  Group,
  Mesh,
  MeshBasicMaterial,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from "three";
import { radialTexture } from "../room/textures.ts";
import { createVrmFigure, type VrmFigure } from "../room/vrm-figure.ts";

const FIELD_OF_VIEW_DEG = 22;
const FRAME_MAX_S = 0.1;
const PIXEL_RATIO_MAX = 2;
/** What is reached of a turn or a move of the camera in a second, as the exponent of its decay. */
const EASE_PER_S = 9;
const RAD_PER_PX = 0.011;
const SHADOW_RADIUS_M = 0.42;
/** Seen of the width at least, metres: arms at rest, and air. */
const WIDTH_MIN_M = 0.9;
/** What lies over the bottom of the picture. */
const BUTTONS_PX = 76;
const STILL = { speedMps: 0, locomotion: 0, lookPitch: 0 } as const;

export type View = "whole" | "face";

export class MakerPreview {
  readonly #host: HTMLElement;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #turntable = new Group();
  readonly #camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.1, 40);
  readonly #shadow = new Mesh(
    new CircleGeometry(SHADOW_RADIUS_M, 40).rotateX(-Math.PI / 2),
    new MeshBasicMaterial({
      map: radialTexture("rgba(30, 40, 50, 0.34)", "rgba(30, 40, 50, 0)"),
      transparent: true,
      depthWrite: false,
    }),
  );
  readonly #resizing: ResizeObserver;
  #figure: VrmFigure | null = null;
  #expression: string | null = null;
  #view: View = "whole";
  #yaw = 0.25;
  #heightM = 1.4;
  /** Where the camera is on its way from one view to the other. */
  #seen: { middleM: number; heightM: number } | null = null;
  #showing = 0;
  #lastFrameMs: number | null = null;

  /** Throws when the browser has no WebGL. */
  constructor(host: HTMLElement) {
    this.#host = host;
    this.#renderer = new WebGLRenderer({ antialias: true, alpha: true });
    this.#renderer.setPixelRatio(Math.min(PIXEL_RATIO_MAX, window.devicePixelRatio));
    host.append(this.#renderer.domElement);
    const sun = new DirectionalLight(0xffffff, 2.1);
    sun.position.set(-1, 1.7, 2.2);
    this.#shadow.position.y = 0.002;
    this.#scene.add(sun, new AmbientLight(0xffffff, 1.15), this.#turntable, this.#shadow);
    this.#resizing = new ResizeObserver(() => this.#resize());
    this.#resizing.observe(host);
    this.#resize();
    this.#renderer.setAnimationLoop((nowMs) => this.#frame(nowMs));
  }

  /** Shows another file in the place of the one before. Answers whether it is still the newest. Throws when it cannot be opened. */
  async show(bytes: ArrayBuffer, heightM: number): Promise<boolean> {
    const turn = ++this.#showing;
    const figure = await createVrmFigure(bytes, 1);
    if (turn !== this.#showing) {
      figure.dispose();
      return false;
    }
    this.#drop();
    this.#figure = figure;
    this.#heightM = heightM;
    figure.express(this.#expression);
    this.#turntable.add(figure.object);
    return true;
  }

  /** An expression by its name, or null for a face at rest. */
  express(name: string | null): void {
    this.#expression = name;
    this.#figure?.express(name);
  }

  look(view: View): void {
    this.#view = view;
  }

  turn(byRad: number): void {
    this.#yaw += byRad;
  }

  drag(byPx: number): void {
    this.turn(byPx * RAD_PER_PX);
  }

  /** Gives everything back. The preview is not used afterwards. */
  dispose(): void {
    this.#showing += 1;
    this.#renderer.setAnimationLoop(null);
    this.#resizing.disconnect();
    this.#drop();
    this.#shadow.geometry.dispose();
    this.#shadow.material.map?.dispose();
    this.#shadow.material.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
    this.#renderer.domElement.remove();
  }

  #drop(): void {
    if (this.#figure === null) return;
    this.#turntable.remove(this.#figure.object);
    this.#figure.dispose();
    this.#figure = null;
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.#host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#renderer.setSize(clientWidth, clientHeight);
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
  }

  #frame(nowMs: number): void {
    const dtS = Math.min(FRAME_MAX_S, (nowMs - (this.#lastFrameMs ?? nowMs)) / 1000);
    this.#lastFrameMs = nowMs;
    const share = 1 - Math.exp(-EASE_PER_S * dtS);
    this.#turntable.rotation.y += (this.#yaw - this.#turntable.rotation.y) * share;
    const aim = this.#aim();
    const seen = this.#seen ?? aim;
    this.#seen = {
      middleM: seen.middleM + (aim.middleM - seen.middleM) * share,
      heightM: seen.heightM + (aim.heightM - seen.heightM) * share,
    };
    const away = this.#seen.heightM / 2 / Math.tan((FIELD_OF_VIEW_DEG * Math.PI) / 360);
    this.#camera.position.set(0, this.#seen.middleM + away * 0.06, away);
    this.#camera.lookAt(0, this.#seen.middleM, 0);
    // The head keeps a little towards whoever looks.
    const lookYaw = Math.max(-0.5, Math.min(0.5, -Math.sin(this.#turntable.rotation.y) * 0.5));
    this.#figure?.animate({ ...STILL, lookYaw }, dtS);
    this.#renderer.render(this.#scene, this.#camera);
  }

  #aim(): { middleM: number; heightM: number } {
    const size = this.#heightM;
    const { aspect } = this.#camera;
    if (this.#view === "face")
      return { middleM: size * 0.885, heightM: Math.max(size * 0.38, (size * 0.36) / aspect) };
    // The soles stand above the buttons.
    const below = Math.min(0.3, BUTTONS_PX / Math.max(1, this.#host.clientHeight));
    const seenM = Math.max((size * 1.14) / (1 - below), (WIDTH_MIN_M * size) / 1.4 / aspect);
    return { middleM: seenM * (0.5 - below), heightM: seenM };
  }
}
