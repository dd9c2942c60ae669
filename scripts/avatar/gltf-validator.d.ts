// The package brings no types of its own; this is what we call of it.
declare module "gltf-validator" {
  export function validateBytes(
    bytes: Uint8Array,
    options?: { readonly writeTimestamp?: boolean; readonly maxIssues?: number },
  ): Promise<unknown>;
}
