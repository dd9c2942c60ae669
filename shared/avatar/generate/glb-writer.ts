// Writes a binary glTF: typed arrays go in and come out as accessors, then JSON and bytes become one file.

import { boundsOf } from "../accessor-bounds.ts";
import { writeGlb } from "../write-glb.ts";

const FLOAT = 5126;
const TYPES = {
  scalar: { type: "SCALAR", size: 1 },
  vec2: { type: "VEC2", size: 2 },
  vec3: { type: "VEC3", size: 3 },
  vec4: { type: "VEC4", size: 4 },
  mat4: { type: "MAT4", size: 16 },
} as const;
const TARGETS = { vertices: 34962, indices: 34963 } as const;

type Values =
  | Float32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

export class GlbWriter {
  readonly #pieces: Uint8Array[] = [];
  readonly #views: object[] = [];
  readonly #accessors: object[] = [];
  #sizeBytes = 0;

  /** Adds bytes as a bufferView of their own: UniVRM wants vertex data apart. Returns its index. */
  addView(bytes: Uint8Array, target?: keyof typeof TARGETS): number {
    this.#views.push({
      buffer: 0,
      byteOffset: this.#sizeBytes,
      byteLength: bytes.length,
      ...(target === undefined ? {} : { target: TARGETS[target] }),
    });
    this.#pieces.push(bytes);
    const padding = (4 - (bytes.length % 4)) % 4;
    if (padding > 0) this.#pieces.push(new Uint8Array(padding));
    this.#sizeBytes += bytes.length + padding;
    return this.#views.length - 1;
  }

  /** Adds an accessor over values; `withBounds` writes min and max, which POSITION needs. Returns its index. */
  add(values: Values, kind: keyof typeof TYPES, use?: keyof typeof TARGETS, withBounds = false): number {
    const { type, size } = TYPES[kind];
    this.#accessors.push({
      bufferView: this.addView(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), use),
      componentType: componentTypeOf(values),
      count: values.length / size,
      type,
      ...(withBounds ? boundsOf(values, size) : {}),
    });
    return this.#accessors.length - 1;
  }

  /** The whole file; `json` is the rest of the document. */
  finish(json: object): Uint8Array<ArrayBuffer> {
    const document = {
      ...json,
      accessors: this.#accessors,
      bufferViews: this.#views,
      buffers: [{ byteLength: this.#sizeBytes }],
    };
    return writeGlb(document, this.#pieces);
  }
}

function componentTypeOf(values: Values): number {
  if (values instanceof Float32Array) return FLOAT;
  if (values instanceof Uint32Array) return 5125;
  return values instanceof Uint16Array ? 5123 : 5121;
}
