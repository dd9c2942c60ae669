// VRM 0.x says something of every material. This is what UniVRM writes of one that is glTF's own.

/** One entry of `materialProperties`. */
export function plainMaterial(name: string): object {
  return {
    name,
    shader: "VRM_USE_GLTFSHADER",
    renderQueue: 2000,
    floatProperties: {},
    vectorProperties: {},
    textureProperties: {},
    keywordMap: {},
    tagMap: {},
  };
}
