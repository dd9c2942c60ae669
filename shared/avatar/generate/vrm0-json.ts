// What VRM 0.x adds to the glTF: one extension, VRM, with lists parallel to glTF's. Names are as UniVRM spells them. The figure has
// been turned round by then, so what lies off a bone is turned here, too. vrm-c/vrm-specification, 0.0.

import { EXPRESSION_NAMES, type ExpressionName } from "../figure/face-pose.ts";
import { type Rgb, timesRgb } from "../figure/look.ts";
import { BONE_PARENTS, boneNameOf0x } from "../humanoid.ts";
import type { Point } from "../matrix.ts";
import { BODY_COLLIDERS, SPRING } from "./colliders.ts";
import type { AvatarMeta } from "./spec.ts";
import type { VrmExtensions } from "./vrm1-json.ts";
import type { Written, WrittenMaterial } from "./write-vrm.ts";

/** VRM 1.0's name -> preset of 0.x; an expression without one has only its name. */
const PRESET_NAMES: Readonly<Record<ExpressionName, string>> = {
  happy: "joy",
  angry: "angry",
  sad: "sorrow",
  relaxed: "fun",
  surprised: "unknown",
  aa: "a",
  ih: "i",
  ou: "u",
  ee: "e",
  oh: "o",
  blink: "blink",
  blinkLeft: "blink_l",
  blinkRight: "blink_r",
};
/** As Unity counts a texture's offset: from below. */
const GAZE = { lookleft: [-0.13, 0], lookright: [0.13, 0], lookup: [0, -0.1], lookdown: [0, 0.1] } as const;
const SHADER = "VRM/MToon";

export function vrm0Extensions(written: Written): VrmExtensions {
  const { options, nodeOf, scale } = written;
  const head = nodeOf.get("head") ?? -1;
  const range = { xRange: 40, yRange: 1, curve: [0, 0, 0, 1, 1, 1, 1, 0] };
  return {
    extensionsUsed: ["VRM"],
    extensions: {
      VRM: {
        exporterVersion: "Hiroba",
        specVersion: "0.0",
        meta: meta(options.meta),
        humanoid: { humanBones: humanBones(written) },
        firstPerson: {
          firstPersonBone: head,
          firstPersonBoneOffset: xyz([0, 0.115 * scale, 0.11 * scale]),
          meshAnnotations: [...written.meshIndexOf].map(([name, mesh]) => ({
            mesh,
            firstPersonFlag: name === "Body" ? "Auto" : "ThirdPersonOnly",
          })),
          lookAtTypeName: "BlendShape",
          lookAtHorizontalInner: range,
          lookAtHorizontalOuter: range,
          lookAtVerticalDown: range,
          lookAtVerticalUp: range,
        },
        blendShapeMaster: { blendShapeGroups: blendShapes(written) },
        secondaryAnimation: springs(written),
        materialProperties: written.materials.map((material) => materialProperties(material, scale)),
      },
    },
    materialExtensions: () => ({}),
  };
}

const xyz = ([x, y, z]: Point) => ({ x, y, z });

function meta({ name, author, avatarPermission, isCc0 }: AvatarMeta): object {
  return {
    title: name,
    version: "1",
    author,
    contactInformation: "",
    reference: "",
    texture: -1,
    allowedUserName: avatarPermission === "everyone" ? "Everyone" : "OnlyAuthor",
    violentUssageName: "Disallow",
    sexualUssageName: "Disallow",
    commercialUssageName: isCc0 ? "Allow" : "Disallow",
    otherPermissionUrl: "",
    licenseName: isCc0 ? "CC0" : "Redistribution_Prohibited",
    otherLicenseUrl: "",
  };
}

function humanBones({ figure, nodeOf }: Written): object[] {
  // boneNameOf0x reads 0.x's thumbs; its way back is found by asking it.
  const nameIn0x = (bone: string) =>
    Object.keys(BONE_PARENTS)
      .concat("leftThumbIntermediate", "rightThumbIntermediate")
      .find((name) => boneNameOf0x(name) === bone && !name.endsWith("ThumbMetacarpal")) ?? bone;
  return figure.bones
    .filter(({ name }) => Object.hasOwn(BONE_PARENTS, name))
    .map(({ name }) => ({ bone: nameIn0x(name), node: nodeOf.get(name), useDefaultValues: true }));
}

function blendShapes({ meshIndexOf, morphNames, materials }: Written): object[] {
  const mesh = meshIndexOf.get("Face");
  const plain = { binds: [], materialValues: [], isBinary: false };
  return [
    { ...plain, name: "Neutral", presetName: "neutral" },
    ...EXPRESSION_NAMES.map((name) => ({
      ...plain,
      name: name === "surprised" ? "Surprised" : PRESET_NAMES[name],
      presetName: PRESET_NAMES[name],
      binds: [{ mesh, index: morphNames.indexOf(name), weight: 100 }],
    })),
    ...Object.entries(GAZE).map(([name, [x, y]]) => ({
      ...plain,
      name,
      presetName: name,
      materialValues: materials
        .filter(({ of }) => of === "eye")
        .map((material) => ({
          materialName: material.name,
          propertyName: "_MainTex_ST",
          targetValue: [1, 1, x, y],
        })),
    })),
  ];
}

function springs({ figure, nodeOf, scale }: Written): object {
  // Unity's z goes the other way, and so does ours: the offset comes out as it was.
  const sized = ([x, y, z]: Point) => xyz([-x * scale, y * scale, z * scale]);
  const between = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
  return {
    boneGroups: figure.chains.map(({ name, joints, stiffness, radiusM }) => ({
      comment: name,
      stiffiness: stiffness,
      gravityPower: SPRING.gravityPower,
      gravityDir: { x: 0, y: -1, z: 0 },
      dragForce: SPRING.dragForce,
      center: -1,
      hitRadius: radiusM * scale,
      bones: joints.slice(0, 1).map((joint) => nodeOf.get(joint.name)),
      colliderGroups: BODY_COLLIDERS.map((_, i) => i),
    })),
    // There are no capsules: two balls and one between.
    colliderGroups: BODY_COLLIDERS.map(({ bone, offset, tail, radiusM }) => ({
      node: nodeOf.get(bone),
      colliders: (tail === undefined ? [offset] : [offset, between(offset, tail), tail]).map((at) => ({
        offset: sized(at),
        radius: radiusM * scale,
      })),
    })),
  };
}

function materialProperties({ name, paint, texture }: WrittenMaterial, scale: number): object {
  const colour = (of: Rgb) => [...of, 1];
  const hasOutline = paint.outlineM > 0;
  const whole = [0, 0, 1, 1];
  return {
    name,
    shader: SHADER,
    renderQueue: paint.isBlended ? 3000 : 2000,
    floatProperties: {
      _Cutoff: 0.5,
      _BumpScale: 1,
      _ReceiveShadowRate: 1,
      _ShadingGradeRate: 1,
      _ShadeShift: -0.1,
      _ShadeToony: 0.82,
      _LightColorAttenuation: 0,
      _IndirectLightIntensity: 0.1,
      _RimLightingMix: 0,
      _RimFresnelPower: 1,
      _RimLift: 0,
      // Centimetres.
      _OutlineWidth: paint.outlineM * scale * 100,
      _OutlineScaledMaxDistance: 1,
      _OutlineLightingMix: 0.3,
      _DebugMode: 0,
      _BlendMode: paint.isBlended ? 2 : 0,
      _OutlineWidthMode: hasOutline ? 1 : 0,
      _OutlineColorMode: hasOutline ? 1 : 0,
      _CullMode: paint.isBlended ? 2 : 0,
      _OutlineCullMode: 1,
      _SrcBlend: paint.isBlended ? 5 : 1,
      _DstBlend: paint.isBlended ? 10 : 0,
      _ZWrite: paint.isBlended ? 0 : 1,
    },
    vectorProperties: {
      _Color: colour(paint.colour),
      _ShadeColor: colour(paint.shade),
      _MainTex: whole,
      _ShadeTexture: whole,
      _EmissionColor: [0, 0, 0, 1],
      _OutlineColor: colour(timesRgb(paint.shade, [0.5, 0.42, 0.46])),
    },
    textureProperties: texture === null ? {} : { _MainTex: texture, _ShadeTexture: texture },
    keywordMap: {
      ...(paint.isBlended ? { _ALPHABLEND_ON: true } : {}),
      ...(hasOutline ? { MTOON_OUTLINE_WIDTH_WORLD: true, MTOON_OUTLINE_COLOR_MIXED: true } : {}),
    },
    tagMap: { RenderType: paint.isBlended ? "Transparent" : "Opaque" },
  };
}
