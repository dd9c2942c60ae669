// Names above heads, and what was just said: elements over the canvas, because a browser sets type better than a texture does.
// Decoration: the people list and the chat say the same to whoever cannot see them.

import { type Camera, Vector3 } from "three";

const SPEECH_MIN_MS = 3_500;
const SPEECH_MS_PER_CHAR = 90;
const SPEECH_MAX_MS = 9_000;
const SPEECH_MAX_CHARS = 120;
const FADE_FROM_M = 18;
const FADE_TO_M = 30;

export type Label = {
  setName(name: string, isOnStage: boolean): void;
  say(text: string, nowMs: number): void;
  /** Places the label over a point of the world, metres. */
  place(x: number, y: number, z: number, nowMs: number): void;
  remove(): void;
};

export class Labels {
  readonly #layer: HTMLElement;
  readonly #point = new Vector3();
  #camera: Camera | null = null;
  #width = 1;
  #height = 1;

  constructor(host: HTMLElement) {
    this.#layer = document.createElement("div");
    this.#layer.className = "labels";
    this.#layer.setAttribute("aria-hidden", "true");
    host.append(this.#layer);
  }

  /** Sizes in CSS pixels. */
  look(camera: Camera, width: number, height: number): void {
    this.#camera = camera;
    this.#width = width;
    this.#height = height;
  }

  add(name: string, kind: "own" | "other"): Label {
    const element = document.createElement("div");
    element.className = `label label-${kind}`;
    const speech = document.createElement("div");
    speech.className = "label-speech";
    speech.hidden = true;
    const nameElement = document.createElement("div");
    nameElement.className = "label-name";
    nameElement.textContent = name;
    element.append(speech, nameElement);
    element.hidden = true;
    this.#layer.append(element);
    let silentAtMs = 0;
    return {
      setName: (text, isOnStage) => {
        nameElement.textContent = text;
        element.classList.toggle("label-stage", isOnStage);
      },
      say: (text, nowMs) => {
        const characters = [...text];
        speech.textContent =
          characters.length > SPEECH_MAX_CHARS ? `${characters.slice(0, SPEECH_MAX_CHARS).join("")}…` : text;
        speech.hidden = false;
        silentAtMs = nowMs + Math.min(SPEECH_MAX_MS, SPEECH_MIN_MS + characters.length * SPEECH_MS_PER_CHAR);
      },
      place: (x, y, z, nowMs) => {
        if (!speech.hidden && nowMs >= silentAtMs) speech.hidden = true;
        this.#place(element, x, y, z);
      },
      remove: () => element.remove(),
    };
  }

  dispose(): void {
    this.#layer.remove();
  }

  #place(element: HTMLElement, x: number, y: number, z: number): void {
    if (this.#camera === null) return;
    const point = this.#point.set(x, y, z);
    const distance = point.distanceTo(this.#camera.position);
    point.project(this.#camera);
    const isSeen = point.z < 1 && Math.abs(point.x) < 1.2 && Math.abs(point.y) < 1.2 && distance < FADE_TO_M;
    if (element.hidden === isSeen) element.hidden = !isSeen;
    if (!isSeen) return;
    const left = Math.round((point.x + 1) * 0.5 * this.#width);
    const top = Math.round((1 - point.y) * 0.5 * this.#height);
    const opacity = Math.min(1, (FADE_TO_M - distance) / (FADE_TO_M - FADE_FROM_M));
    element.style.transform = `translate(-50%, -100%) translate(${left}px, ${top}px)`;
    element.style.opacity = opacity.toFixed(2);
    // Who is nearer is read first.
    element.style.zIndex = String(Math.max(0, 1000 - Math.round(distance * 10)));
  }
}
