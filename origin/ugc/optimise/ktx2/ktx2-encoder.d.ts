// What we use of ktx2-encoder where it runs outside of browsers: its own types are those of a browser, and leave out what reads its
// files again.

declare module "ktx2-encoder" {
  export type EncodeOptions = {
    readonly isKTX2File: true;
    readonly generateMipmap: boolean;
    readonly isPerceptual: boolean;
    readonly isSetKTX2SRGBTransferFunc: boolean;
    readonly isUASTC: boolean;
    readonly qualityLevel?: number;
    readonly compressionLevel?: number;
    readonly uastcLDRQualityLevel?: number;
    readonly needSupercompression?: boolean;
    readonly isNormalMap?: boolean;
    readonly imageDecoder: () => Promise<{ width: number; height: number; data: Uint8Array }>;
  };

  export type Ktx2File = {
    isValid(): boolean;
    getWidth(): number;
    getHeight(): number;
    startTranscoding(): number;
    getImageTranscodedSizeInBytes(level: number, layer: number, face: number, format: number): number;
    /** 0 when it cannot. */
    transcodeImage(
      into: Uint8Array,
      level: number,
      layer: number,
      face: number,
      format: number,
      flags: number,
      channel0: number,
      channel1: number,
    ): number;
    close(): void;
    delete(): void;
  };

  export class NodeBasisEncoder {
    init(): Promise<{ readonly KTX2File: new (bytes: Uint8Array) => Ktx2File }>;
    /** Throws Error. */
    encode(image: Uint8Array, options: EncodeOptions): Promise<Uint8Array>;
  }
}
