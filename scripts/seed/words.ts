// What made-up things are called and said to be, in Japanese and English: word lists, and how words become names and
// sentences. A few words are in everything, most in hardly anything, as people's own are. Pure: chance is an argument.

import type { Rng } from "../../shared/rng.ts";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const JA_HOW = words(`
  静かな 夜の 小さな ひみつの 青い 春の 海辺の 星降る 月夜の 雨上がりの 屋上の 森の 夕暮れの 真夜中の 冬の 夏の 秋の 古い 空飛ぶ 水没した
  雪の 地下の みんなの 朝の 桜の 南の 光る 猫の 迷子の 眠れる 忘れられた ネオンの 透明な 金色の 逆さの`);
const JA_WHAT = words(`
  広場 カフェ 図書館 庭園 ライブハウス 公園 駅 温泉 神社 教室 展望台 水族館 美術館 劇場 商店街 バー 灯台 温室 喫茶店 港 遊園地 工房 秘密基地
  お祭り会場 植物園 プラネタリウム 銭湯 屋台 スタジオ 茶室 天文台 花畑 古城 映画館 釣り堀 ゲームセンター 洞窟 競技場 キャンプ場 展示室`);
const JA_SAID = words(`
  静かに話したい人のための場所です。 はじめての方も大歓迎です。 毎週集まっています。 音楽を聴きながらのんびりできます。 写真を撮るのにおすすめです。
  友だちと一緒に遊びに来てください。 夜になると花火が上がります。 ゲームのあとの雑談にどうぞ。 本棚の奥に秘密の部屋があります。 マイクなしでも大丈夫です。
  アバターの試着や撮影に使えます。 定員は少なめです。 季節ごとに景色が変わります。 軽いのでスマートフォンでも動きます。 ダンスの練習に使っています。
  英語と日本語のどちらでも話せます。 初心者向けの案内があります。 眠る前のひとときに。 勉強会や読書会を開いています。 雨の音がずっと聞こえます。`);
const JA_TAGS = words(
  "雑談 音楽 ゲーム 夜 癒し 撮影 ライブ 和風 カフェ 勉強 展示 初心者歓迎 睡眠 ホラー 謎解き 季節 ダンス 自然",
);

const EN_HOW = words(`
  Quiet Midnight Little Secret Blue Floating Rainy Starlit Sunken Hidden Golden Winter Summer Old Neon Misty Lost Open Sleepy
  Crystal Paper Velvet Northern Upside-down Borrowed Glass Wandering Electric Mossy Silver`);
const EN_WHAT = words(`
  Garden Cafe Library Plaza Harbour Theatre Lounge Station Lighthouse Rooftop Museum Aquarium Studio Arcade Camp Temple Observatory
  Market Forest Beach Greenhouse Club Gallery Bath Workshop Castle Cinema Island Cabin Stage Bridge Tower Valley Workshop`);
const EN_SAID = [
  "A calm place to talk with friends.",
  "Everyone is welcome, whatever language you speak.",
  "We meet every week for music and games.",
  "Made for taking pictures at sunset.",
  "There is a hidden room behind the shelves.",
  "Light enough for phones and headsets.",
  "Come and dance until the morning.",
  "Please be kind to newcomers.",
  "The weather changes with the real one.",
  "Bring a book, or just listen to the rain.",
  "Built in a month by a small group of friends.",
  "Good for quiet study sessions.",
  "Try your new avatar before the mirror.",
  "Watch out for the ghosts downstairs.",
];
const EN_TAGS = words(
  "chat music game night chill photo live cafe study art horror puzzle dance nature sleep sports",
);

const KANA = [..."アイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモラリルレロワン"];
const SYLLABLES = words("ka ri no ma to sa el or an mi bel tor wen dra lu fi go ne sha pi");
const OWN_NAMES = 3_000;
const CREATURES_JA = words(
  "ねこ きつね ペンギン たぬき うさぎ くじら ふくろう はりねずみ クラゲ かわうそ りす いるか",
);
const CREATURES_EN = words("Fox Otter Owl Whale Cat Heron Moth Badger Penguin Lynx Squid Finch");

export type Tongue = "ja" | "en";

/** How all that is made up is called; one for one seed, as it draws the rare words that names share. */
export type Wording = {
  /** A place, or what is in one: "星降る図書館", "Quiet Harbour of Kamiel". */
  place(rng: Rng, tongue: Tongue): string;
  /** One sentence to four. */
  description(rng: Rng, tongue: Tongue): string;
  /** None to three, each once, lower case. */
  tags(rng: Rng, tongue: Tongue): string[];
  /** A user: a colour, an animal and a number, so that nobody is meant. */
  handle(rng: Rng, tongue: Tongue): string;
};

export function createWording(rng: Rng): Wording {
  const own = {
    ja: Array.from({ length: OWN_NAMES }, () => joined(rng, KANA, 3 + below(rng, 3))),
    en: Array.from({ length: OWN_NAMES }, () => capitalised(joined(rng, SYLLABLES, 2 + below(rng, 3)))),
  };
  return {
    place: (r, tongue) => {
      const hasOwn = r() < 0.4;
      if (tongue === "ja") return `${hasOwn ? pick(r, own.ja) : pick(r, JA_HOW)}${pick(r, JA_WHAT)}`;
      const plain = `${pick(r, EN_HOW)} ${pick(r, EN_WHAT)}`;
      return hasOwn ? `${plain} of ${pick(r, own.en)}` : plain;
    },
    description: (r, tongue) => {
      const said = tongue === "ja" ? JA_SAID : EN_SAID;
      const sentences = new Set(Array.from({ length: 1 + below(r, 4) }, () => pick(r, said)));
      return [...sentences].join(tongue === "ja" ? "" : " ");
    },
    tags: (r, tongue) => {
      const known = r() < 0.8 ? (tongue === "ja" ? JA_TAGS : EN_TAGS) : own[tongue].slice(0, 400);
      return [...new Set(Array.from({ length: below(r, 4) }, () => pick(r, known).toLowerCase()))];
    },
    handle: (r, tongue) => {
      const number = below(r, 1_000);
      return tongue === "ja"
        ? `${pick(r, JA_HOW)}${pick(r, CREATURES_JA)}${number}`
        : `${pick(r, EN_HOW)} ${pick(r, CREATURES_EN)} ${number}`;
    },
  };
}

export function below(rng: Rng, limit: number): number {
  return Math.floor(rng() * limit);
}

/** The first of a list far more often than the last. */
function pick(rng: Rng, list: readonly string[]): string {
  return list[Math.floor(list.length * rng() ** 2)] ?? "";
}

function joined(rng: Rng, parts: readonly string[], length: number): string {
  return Array.from({ length }, () => parts[below(rng, parts.length)] ?? "").join("");
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
