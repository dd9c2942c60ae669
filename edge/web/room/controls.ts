// Keyboard, pointer, wheel and the touch stick, gathered into what the person wants this frame. Knows nothing of the scene.

import type { OrbitChange } from "./orbit.ts";
import type { WalkIntent } from "./walk.ts";

const RADIANS_PER_PIXEL = 0.0055;
const ZOOM_PER_WHEEL_PIXEL = 0.0012;
const KEY_TURN_RADIANS_PER_S = 1.9;
/** A stick pushed this far means running. */
const STICK_RUN_FROM = 0.92;

/** By `event.code`, so that the keys lie where they lie, whatever the layout calls them. */
const KEYS = {
  forward: ["KeyW", "ArrowUp"],
  back: ["KeyS", "ArrowDown"],
  left: ["KeyA", "ArrowLeft"],
  right: ["KeyD", "ArrowRight"],
  run: ["ShiftLeft", "ShiftRight"],
  jump: ["Space"],
  turnLeft: ["KeyQ"],
  turnRight: ["KeyE"],
} as const;
const KNOWN_CODES: ReadonlySet<string> = new Set(Object.values(KEYS).flat());

export class Controls {
  readonly #surface: HTMLElement;
  readonly #ending = new AbortController();
  readonly #held = new Set<string>();
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #stick = { forward: 0, right: 0 };
  #jumpAsked = false;
  #yaw = 0;
  #pitch = 0;
  #zoom = 1;

  /** Listens on the window for keys, and on `surface` for pointers, until disposed. */
  constructor(surface: HTMLElement) {
    this.#surface = surface;
    const { signal } = this.#ending;
    window.addEventListener("keydown", (event) => this.#keyDown(event), { signal });
    window.addEventListener("keyup", (event) => this.#held.delete(event.code), { signal });
    window.addEventListener("blur", () => this.release(), { signal });
    surface.addEventListener("pointerdown", (event) => this.#pointerDown(event), { signal });
    surface.addEventListener("pointermove", (event) => this.#pointerMove(event), { signal });
    for (const end of ["pointerup", "pointercancel"] as const)
      surface.addEventListener(end, (event) => this.#pointers.delete(event.pointerId), { signal });
    surface.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    // A press is no wish for the keyboard's focus: the ring would stay for the whole walk.
    surface.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    surface.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  }

  /** The touch stick: −1 to 1 each. */
  setStick(forward: number, right: number): void {
    this.#stick = { forward, right };
  }

  jump(): void {
    this.#jumpAsked = true;
  }

  /** Lets go of everything: the window lost keyboard and pointers, and no key-up or pointer-up will come. */
  release(): void {
    this.#held.clear();
    // One that stayed would make a pinch of every later drag.
    this.#pointers.clear();
    this.#stick = { forward: 0, right: 0 };
  }

  /** What is wanted now. A jump that was asked for is told once. */
  intent(): WalkIntent {
    const axis = (plus: readonly string[], minus: readonly string[]) =>
      Number(this.#holds(plus)) - Number(this.#holds(minus));
    const stick = this.#stick;
    const jump = this.#jumpAsked || this.#holds(KEYS.jump);
    this.#jumpAsked = false;
    return {
      forward: axis(KEYS.forward, KEYS.back) || stick.forward,
      right: axis(KEYS.right, KEYS.left) || stick.right,
      run: this.#holds(KEYS.run) || Math.hypot(stick.forward, stick.right) > STICK_RUN_FROM,
      jump,
    };
  }

  /** How the camera was turned since the last call. */
  takeLook(frameS: number): OrbitChange {
    const keys = Number(this.#holds(KEYS.turnLeft)) - Number(this.#holds(KEYS.turnRight));
    const change = {
      yaw: this.#yaw + keys * KEY_TURN_RADIANS_PER_S * frameS,
      pitch: this.#pitch,
      zoom: this.#zoom,
    };
    this.#yaw = 0;
    this.#pitch = 0;
    this.#zoom = 1;
    return change;
  }

  dispose(): void {
    this.#ending.abort();
  }

  #holds(codes: readonly string[]): boolean {
    return codes.some((code) => this.#held.has(code));
  }

  #keyDown(event: KeyboardEvent): void {
    if (!KNOWN_CODES.has(event.code) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || belongsToAnother(event)) return;
    this.#held.add(event.code);
    // Arrows and Space would scroll what is behind.
    event.preventDefault();
  }

  #pointerDown(event: PointerEvent): void {
    this.#surface.setPointerCapture(event.pointerId);
    // Whoever takes hold of the scene has done typing.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  #pointerMove(event: PointerEvent): void {
    const last = this.#pointers.get(event.pointerId);
    if (last === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    if (this.#pointers.size === 1) {
      this.#yaw -= (now.x - last.x) * RADIANS_PER_PIXEL;
      this.#pitch += (now.y - last.y) * RADIANS_PER_PIXEL;
    } else {
      const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) this.#pinch(spread(last, other), spread(now, other));
    }
    this.#pointers.set(event.pointerId, now);
  }

  #pinch(before: number, after: number): void {
    if (after > 0) this.#zoom *= before / after;
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    // Line and page modes (Firefox) count other things than pixels.
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30);
    this.#zoom *= Math.exp(pixels * ZOOM_PER_WHEEL_PIXEL);
  }
}

function spread(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Whether a key was meant for what has the focus: text being typed, an open dialog, a button that Space presses. */
function belongsToAnother(event: KeyboardEvent): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog") !== null) return true;
  return event.code === "Space" && event.target.closest("button, a, summary") !== null;
}
