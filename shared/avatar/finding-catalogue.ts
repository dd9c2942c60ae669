// Every sentence the validator can say, in both languages: what is wrong, then what to do about it.
// {name}, {actual}, {limit} and {pointer} are filled from the finding, anything else from its `more`.

type Entry = {
  readonly severity: "error" | "warning" | "info";
  readonly ja: string;
  readonly en: string;
};

const counted = (ja: string, en: string, hintJa: string, hintEn: string) =>
  ({
    LIMIT: {
      severity: "error",
      ja: `${ja}が {actual} あります。上限は {limit} です。${hintJa}`,
      en: `{actual} ${en}; at most {limit} are allowed. ${hintEn}`,
    },
    HEAVY: {
      severity: "warning",
      ja: `${ja}が {actual} あります。{limit} を超えると、ほかの人の画面で重くなります。${hintJa}`,
      en: `{actual} ${en}; above {limit} it is heavy for others to draw. ${hintEn}`,
    },
  }) as const satisfies Record<string, Entry>;

const triangles = counted("三角形", "triangles", "ポリゴン数を減らしてください。", "Reduce the polygons.");
const vertices = counted("頂点", "vertices", "ポリゴン数を減らしてください。", "Reduce the polygons.");
const nodes = counted(
  "ノード",
  "nodes",
  "使っていないボーンや空のオブジェクトを消してください。",
  "Remove unused bones and empty objects.",
);
const bones = counted(
  "ボーン",
  "bones",
  "揺れもの用のボーンを減らしてください。",
  "Reduce the bones, for example those of hair and cloth.",
);
const meshes = counted("メッシュ", "meshes", "メッシュを結合してください。", "Join meshes.");
const primitives = counted(
  "プリミティブ",
  "primitives",
  "マテリアルとメッシュを結合してください。",
  "Join materials and meshes.",
);
const materials = counted("マテリアル", "materials", "マテリアルを結合してください。", "Join materials.");
const textures = counted(
  "テクスチャ",
  "textures",
  "テクスチャをまとめてください。",
  "Join textures into an atlas.",
);
const pixels = counted(
  "テクスチャの画素の合計",
  "texture pixels in all",
  "テクスチャを縮小してください。",
  "Shrink the textures.",
);
const morphs = counted(
  "メッシュ「{name}」のモーフターゲット",
  "morph targets in mesh “{name}”",
  "使わないものを消してください。",
  "Remove the unused ones.",
);
const elements = counted(
  "{name} の要素",
  "elements in {name}",
  "メッシュを結合し、使っていないデータを消してください。",
  "Join meshes, and remove unused data.",
);
const springs = counted(
  "揺れもの(スプリングボーン)の関節",
  "spring bone joints",
  "揺れものを減らしてください。",
  "Reduce the spring bones.",
);
const colliders = counted(
  "揺れもののコライダー",
  "spring bone colliders",
  "コライダーを減らしてください。",
  "Reduce the colliders.",
);

const REEXPORT_JA = "書き出しソフトで書き出し直してください。";
const REEXPORT_EN = "Export the file again.";

export const findingCatalogue = {
  // The upload itself
  UPLOAD_EXPIRED: {
    severity: "error",
    ja: "ファイル「{name}」が期限までに届きませんでした。もう一度アップロードしてください。",
    en: "The file “{name}” did not arrive in time. Upload it again.",
  },
  UPLOAD_ABORTED: {
    severity: "error",
    ja: "ファイル「{name}」のアップロードは取り消されました。",
    en: "The upload of “{name}” was cancelled.",
  },
  UPLOAD_STORE_AWAY: {
    severity: "error",
    ja: "ファイル「{name}」の置き場所に接続できませんでした。しばらくしてから、もう一度アップロードしてください。",
    en: "There was no place to put “{name}”. Upload it again in a moment.",
  },
  // A file that is no avatar
  BOUNDS_SIZE: {
    severity: "error",
    ja: "モデルの大きさが {actual} m あります。上限は {limit} m です。単位(メートル)を確かめてください。",
    en: "The model is {actual} m large; at most {limit} m is allowed. Check the unit: metres.",
  },
  BUNDLE_MAGIC: {
    severity: "error",
    ja: "Unity の AssetBundle ではありません(先頭が「{actual}」で、「{limit}」ではありません)。",
    en: "This is not a Unity AssetBundle: it begins with “{actual}”, not “{limit}”.",
  },
  BUNDLE_FORMAT: {
    severity: "error",
    ja: "AssetBundle の形式 {actual} には対応していません({limit} に対応)。新しい Unity でビルドしてください。",
    en: "AssetBundle format {actual} is not supported ({limit} are). Build it with a newer Unity.",
  },
  BUNDLE_LENGTH: {
    severity: "error",
    ja: "AssetBundle の長さが {actual} バイトで、書かれている {limit} バイトと違います。途中で切れた可能性があります。アップロードし直してください。",
    en: "The AssetBundle has {actual} bytes, its header says {limit}. It may have been cut off: upload it again.",
  },
  BUNDLE_VERSION: {
    severity: "error",
    ja: "AssetBundle の Unity バージョン「{actual}」を読み取れません({limit} のような形です)。ビルドし直してください。",
    en: "The Unity version “{actual}” of the AssetBundle cannot be read (expected one like {limit}). Build it again.",
  },
  BUNDLE_PLATFORM: {
    severity: "error",
    ja: "この AssetBundle は {actual} 向けで、{limit} 向けではありません。{limit} 向けにビルドしてください。",
    en: "This AssetBundle is for {actual}, not for {limit}. Build it for {limit}.",
  },
  PICTURE_FORMAT: {
    severity: "error",
    ja: "画像ではないか、対応していない形式です({actual})。使えるのは {limit} です。",
    en: "This is no image, or one of another kind ({actual}). It must be {limit}.",
  },
  PICTURE_BROKEN: {
    severity: "error",
    ja: "画像が壊れています。画像を作り直してください。",
    en: "The image is broken. Make it again.",
  },
  PICTURE_SIZE: {
    severity: "error",
    ja: "画像が {actual} です。限度は {limit} です。大きさを変えてください。",
    en: "The image is {actual}; the limit is {limit}. Resize it.",
  },
  PICTURE_PROFILE: {
    severity: "error",
    ja: "画像のカラープロファイルなどの付加情報が {actual} バイトあります。上限は {limit} バイトです。取り除いて保存してください。",
    en: "The image carries {actual} bytes of colour profile and text; at most {limit} are allowed. Save it without.",
  },
  AUDIO_FORMAT: {
    severity: "error",
    ja: "音声ではないか、対応していない形式です。使えるのは {limit} です。",
    en: "This is no audio, or of another kind. It must be {limit}.",
  },
  AUDIO_BROKEN: {
    severity: "error",
    ja: "音声ファイルが壊れているか、音声以外のものが入っています。書き出し直してください。",
    en: "The audio file is broken, or holds more than audio. Export it again.",
  },
  AUDIO_TOO_LONG: {
    severity: "error",
    ja: "音声が {actual} 秒あります。上限は {limit} 秒です。短くしてください。",
    en: "The audio plays for {actual} s; at most {limit} s are allowed. Shorten it.",
  },
  AUDIO_TOO_SHORT: {
    severity: "error",
    ja: "音声が {actual} 秒しかありません。{limit} 秒以上必要です。",
    en: "The audio plays for {actual} s only; at least {limit} s are needed.",
  },
  AUDIO_CHANNELS: {
    severity: "error",
    ja: "音声のチャンネルが {actual} つあります。上限は {limit} つです。ステレオで書き出してください。",
    en: "The audio has {actual} channels; at most {limit} are allowed. Export it in stereo.",
  },
  // The container
  FILE_TOO_LARGE: {
    severity: "error",
    ja: "ファイルが {actual} バイトあります。上限は {limit} バイトです。テクスチャを縮小してください。",
    en: "The file has {actual} bytes; at most {limit} are allowed. Shrink the textures.",
  },
  FILE_TAKEN_DOWN: {
    severity: "error",
    ja: "モデレーターがこのファイルの公開を止めています。異議があれば、アカウントのページから申し立ててください。",
    en: "A moderator took this very file down. If you think that was wrong, appeal on your account page.",
  },
  FILE_KIND: {
    severity: "error",
    ja: "これは {actual} ファイルで、{limit} ではありません。圧縮されている場合は展開し、中のファイルをアップロードしてください。",
    en: "This file is another kind: {actual}, not {limit}. If it is an archive, unpack it and upload the file inside.",
  },
  GLB_EMPTY: {
    severity: "error",
    ja: "ファイルが空です。アップロードし直してください。",
    en: "The file is empty. Upload it again.",
  },
  GLB_MAGIC: {
    severity: "error",
    ja: "GLB(VRM)ファイルではありません。{offset} バイト目が {actual} で、{limit} ではありません。",
    en: "This is not a GLB (or VRM) file: byte {offset} holds {actual}, not {limit}.",
  },
  GLB_VERSION: {
    severity: "error",
    ja: "GLB のバージョンが {actual} です({offset} バイト目)。バージョン {limit} で書き出してください。",
    en: "The GLB version is {actual} (byte {offset}). Export as version {limit}.",
  },
  GLB_LENGTH: {
    severity: "error",
    ja: "{offset} バイト目に書かれた長さ {actual} バイトと、ファイルの実際の長さ {limit} バイトが違います。途中で切れた可能性があります。もう一度アップロードするか、書き出し直してください。",
    en: "The header (byte {offset}) says the file has {actual} bytes, but it has {limit}. It may have been cut off: upload it again, or export it again.",
  },
  GLB_TRAILING_BYTES: {
    severity: "warning",
    ja: "ファイルの終わり({offset} バイト目以降)に余分な {actual} バイトがあります。取り除きます。",
    en: "{actual} bytes follow the end of the model (from byte {offset}). They are cut off.",
  },
  GLB_TRUNCATED: {
    severity: "error",
    ja: "ファイルが {offset} バイト目で切れています({limit} バイト必要なところに {actual} バイト)。もう一度アップロードしてください。",
    en: "The file is cut off at byte {offset}: {limit} bytes are needed there, {actual} are left. Upload it again.",
  },
  GLB_CHUNK_BOUNDS: {
    severity: "error",
    ja: "{offset} バイト目のチャンクは {actual} バイトとありますが、残りは {limit} バイトです。もう一度アップロードしてください。",
    en: "The chunk at byte {offset} claims {actual} bytes, but {limit} are left. Upload it again.",
  },
  GLB_CHUNK_ALIGNMENT: {
    severity: "error",
    ja: `{offset} バイト目のチャンクの長さ {actual} が {limit} の倍数ではありません。${REEXPORT_JA}`,
    en: `The chunk at byte {offset} has {actual} bytes, not a multiple of {limit}. ${REEXPORT_EN}`,
  },
  GLB_CHUNK_ORDER: {
    severity: "error",
    ja: `{offset} バイト目に {actual} チャンクがあります。ここに置けるのは {limit} です。${REEXPORT_JA}`,
    en: `A {actual} chunk stands at byte {offset}, where {limit} belongs. ${REEXPORT_EN}`,
  },
  GLB_CHUNK_DUPLICATE: {
    severity: "error",
    ja: `{offset} バイト目に 2 つ目の {actual} チャンクがあります。${REEXPORT_JA}`,
    en: `A second {actual} chunk stands at byte {offset}. ${REEXPORT_EN}`,
  },
  GLB_NO_JSON: {
    severity: "error",
    ja: `{offset} バイト目にあるはずの JSON チャンクがありません({actual})。${REEXPORT_JA}`,
    en: `The JSON chunk that belongs at byte {offset} is missing (found: {actual}). ${REEXPORT_EN}`,
  },
  // The JSON
  JSON_TOO_LARGE: {
    severity: "error",
    ja: "JSON が {actual} バイトあります。上限は {limit} バイトです。使っていないデータを消してください。",
    en: "The JSON has {actual} bytes; at most {limit} are allowed. Remove unused data.",
  },
  JSON_TOO_DEEP: {
    severity: "error",
    ja: `JSON の入れ子が {limit} 段を超えています({offset} バイト目)。${REEXPORT_JA}`,
    en: `The JSON is nested deeper than {limit} levels (at byte {offset}). ${REEXPORT_EN}`,
  },
  JSON_TOO_MANY: {
    severity: "error",
    ja: "JSON の値が {limit} 個を超えています({offset} バイト目)。使っていないデータを消してください。",
    en: "The JSON holds more than {limit} values (at byte {offset}). Remove unused data.",
  },
  JSON_INVALID: {
    severity: "error",
    ja: `JSON が壊れています({offset} バイト目から: {actual})。${REEXPORT_JA}`,
    en: `The JSON is broken (chunk at byte {offset}: {actual}). ${REEXPORT_EN}`,
  },
  GLTF_VERSION: {
    severity: "error",
    ja: `glTF のバージョンが {actual} です。{limit} が必要です。${REEXPORT_JA}`,
    en: `The glTF version is {actual}; {limit} is needed. ${REEXPORT_EN}`,
  },
  GLTF_SHAPE: {
    severity: "error",
    ja: `{pointer} の値が glTF の決まりに合いません({actual})。${REEXPORT_JA}`,
    en: `The value at {pointer} does not fit glTF ({actual}). ${REEXPORT_EN}`,
  },
  GLTF_MENDED: {
    severity: "warning",
    ja: "{pointer} が glTF の決まりに少し合いません({actual})。見た目を変えずに直します。",
    en: "{pointer} does not quite keep to glTF ({actual}). It is put right; nothing looks different.",
  },
  EXTENSION_UNSUPPORTED: {
    severity: "error",
    ja: "拡張「{actual}」には対応していません。この拡張を使わずに書き出してください。",
    en: "The extension “{actual}” is not supported. Export without it.",
  },
  EXTENSION_UNDECLARED: {
    severity: "warning",
    ja: "extensionsUsed が、使われている拡張と合いません({actual})。合うように直します。",
    en: "extensionsUsed does not match the extensions in use ({actual}). It is corrected.",
  },
  EXTERNAL_URI: {
    severity: "error",
    ja: "ファイルの外を指す参照 {actual} があります。取得はしません。すべてを 1 つのファイルに含めて書き出してください。",
    en: "{pointer} points outside the file, at {actual}. It is never fetched: export everything inside one file.",
  },
  DATA_URI: {
    severity: "error",
    ja: "{pointer} に data: URI が埋め込まれています。バイナリチャンクに含めて書き出してください。",
    en: "{pointer} holds a data: URI. Export with everything in the binary chunk.",
  },
  // Buffers and accessors
  BUFFER_BOUNDS: {
    severity: "error",
    ja: `バッファ {pointer} は {actual} バイトとありますが、ファイルには {limit} バイトしかありません。${REEXPORT_JA}`,
    en: `The buffer at {pointer} claims {actual} bytes; the file holds {limit}. ${REEXPORT_EN}`,
  },
  BUFFER_VIEW_BOUNDS: {
    severity: "error",
    ja: `{pointer}(使用: {name})がバッファの外を指しています({actual}、上限 {limit})。${REEXPORT_JA}`,
    en: `{pointer}, used by “{name}”, reaches outside its buffer ({actual}, at most {limit}). ${REEXPORT_EN}`,
  },
  ACCESSOR_BOUNDS: {
    severity: "error",
    ja: `{pointer}(使用: {name})がデータの外を指しています(必要 {actual} バイト、あるのは {limit} バイト)。${REEXPORT_JA}`,
    en: `{pointer}, used by “{name}”, reaches outside its data: it needs {actual} bytes, {limit} are there. ${REEXPORT_EN}`,
  },
  ACCESSOR_FORMAT: {
    severity: "error",
    ja: `{pointer} の形式 {actual} は、ここでは使えません({limit})。${REEXPORT_JA}`,
    en: `{pointer} has the format {actual}, which cannot stand here ({limit}). ${REEXPORT_EN}`,
  },
  ACCESSOR_ALIGNMENT: {
    severity: "error",
    ja: `{pointer}(使用: {name})の位置や間隔 {actual} が {limit} の倍数ではありません。${REEXPORT_JA}`,
    en: `{pointer}, used by “{name}”, begins or steps at {actual}, not a multiple of {limit}. ${REEXPORT_EN}`,
  },
  INDEX_RANGE: {
    severity: "error",
    ja: `{pointer}({name})が番号 {actual} を指していますが、{what} は {limit} 個です。${REEXPORT_JA}`,
    en: `{pointer} (of “{name}”) refers to number {actual}, but there are only {limit} {what}. ${REEXPORT_EN}`,
  },
  // Meshes
  NO_MESH: {
    severity: "error",
    ja: "表示できるメッシュがひとつもありません。モデルの表示をオンにして書き出してください。",
    en: "There is no mesh to show. Make the model visible and export it again.",
  },
  ATTRIBUTE_COUNT: {
    severity: "error",
    ja: `メッシュ「{name}」の {what} が {actual} 個で、頂点の数 {limit} と違います。${REEXPORT_JA}`,
    en: `Mesh “{name}” has {actual} {what} values for {limit} vertices. ${REEXPORT_EN}`,
  },
  POSITION_MISSING: {
    severity: "error",
    ja: `メッシュ「{name}」に頂点の位置がありません。${REEXPORT_JA}`,
    en: `Mesh “{name}” has no vertex positions. ${REEXPORT_EN}`,
  },
  POSITION_NOT_FINITE: {
    severity: "error",
    ja: "メッシュ「{name}」の {actual} 個の頂点の位置が数値ではありません(NaN か無限大)。モデリングソフトで頂点を直してください。",
    en: "Mesh “{name}” has {actual} vertices whose position is not a number (NaN or infinite). Repair them in the modelling tool.",
  },
  ATTRIBUTE_NOT_FINITE: {
    severity: "error",
    ja: `メッシュ「{name}」の {what} のうち {actual} 個が数値ではありません(NaN か無限大)。${REEXPORT_JA}`,
    en: `Mesh “{name}”: {actual} of its {what} are not numbers (NaN or infinite). ${REEXPORT_EN}`,
  },
  SPARSE_RANGE: {
    severity: "error",
    ja: `メッシュ「{name}」の {what} が {actual} 番目に値を置こうとしていますが、{limit} 個しかありません。${REEXPORT_JA}`,
    en: `Mesh “{name}”: its {what} put a value at number {actual}, but there are only {limit}. ${REEXPORT_EN}`,
  },
  VERTEX_RANGE: {
    severity: "error",
    ja: `メッシュ「{name}」の三角形が頂点 {actual} を使っていますが、頂点は {limit} 個です。${REEXPORT_JA}`,
    en: `A triangle of mesh “{name}” uses vertex {actual}, but there are only {limit}. ${REEXPORT_EN}`,
  },
  JOINT_RANGE: {
    severity: "error",
    ja: `メッシュ「{name}」の頂点がジョイント {actual} を使っていますが、スキンのジョイントは {limit} 個です。${REEXPORT_JA}`,
    en: `A vertex of mesh “{name}” uses joint {actual}, but its skin has only {limit}. ${REEXPORT_EN}`,
  },
  WEIGHTS_MISSING: {
    severity: "error",
    ja: `スキンのあるメッシュ「{name}」の {what} がありません。${REEXPORT_JA}`,
    en: `The skinned mesh “{name}” lacks {what}. ${REEXPORT_EN}`,
  },
  JOINTS_UNUSED: {
    severity: "warning",
    ja: "メッシュ「{name}」の {actual} 個の頂点で、ウェイトのない、または重複したジョイントの指定があります。整理します。",
    en: "In mesh “{name}” {actual} vertices name joints they do not hang on, or one twice. They are sorted out.",
  },
  DIRECTIONS_NOT_UNIT: {
    severity: "warning",
    ja: "メッシュ「{name}」の {what} のうち {actual} 個の長さが 1 ではありません。1 になるように直します。",
    en: "In mesh “{name}” {actual} of the {what} values are not of length 1. They are made to be.",
  },
  TEXCOORD_MISSING: {
    severity: "warning",
    ja: "メッシュ「{name}」に、マテリアルが使う {what} がありません。0 を補います(見た目は変わりません)。",
    en: "Mesh “{name}” lacks {what}, which its material uses. It gets zeros, which is what viewers show.",
  },
  WEIGHTS_NOT_NORMALISED: {
    severity: "warning",
    ja: "メッシュ「{name}」の {actual} 個の頂点でウェイトの合計が 1 ではありません。1 になるように直します(ウェイトのない頂点は最初のジョイントに付けます)。",
    en: "In mesh “{name}” the weights of {actual} vertices do not sum to 1. They are made to; a vertex without any follows its first joint.",
  },
  // Nodes and skins
  NODE_CYCLE: {
    severity: "error",
    ja: `ノード「{name}」の親子関係が循環しています({actual})。${REEXPORT_JA}`,
    en: `Node “{name}” is its own ancestor ({actual}). ${REEXPORT_EN}`,
  },
  NODE_TWO_PARENTS: {
    severity: "error",
    ja: `ノード「{name}」に親が 2 つあります({actual})。${REEXPORT_JA}`,
    en: `Node “{name}” has two parents ({actual}). ${REEXPORT_EN}`,
  },
  SKIN_EMPTY: {
    severity: "error",
    ja: `スキン {pointer} にジョイントがありません。${REEXPORT_JA}`,
    en: `The skin at {pointer} has no joints. ${REEXPORT_EN}`,
  },
  SKIN_ROOTS: {
    severity: "error",
    ja: `スキン {pointer} のジョイントに共通の親がありません({actual})。${REEXPORT_JA}`,
    en: `The joints of the skin at {pointer} have no common root ({actual}). ${REEXPORT_EN}`,
  },
  BOUNDS_HEIGHT: {
    severity: "error",
    ja: "モデルの大きさが {actual} m です。{limit} m の範囲に直してください。単位がセンチメートルになっていないか確かめてください。",
    en: "The model measures {actual} m; {limit} m is allowed. Check that the unit is metres.",
  },
  BOUNDS_HEIGHT_UNUSUAL: {
    severity: "warning",
    ja: "高さが {actual} m です。人の大きさは {limit} m くらいです。",
    en: "The model is {actual} m high; people are usually {limit} m.",
  },
  // Where it is worn
  ATTACH_BONE_UNKNOWN: {
    severity: "error",
    ja: "ノード「{name}」の extras.attachBone が「{actual}」ですが、VRM にこの名前のボーンはありません。head、chest、leftHand などの名前にしてください。",
    en: "Node “{name}” has “{actual}” as extras.attachBone, which is no bone of VRM. Name one, such as head, chest or leftHand.",
  },
  ATTACH_BONE_MISSING: {
    severity: "warning",
    ja: "どのボーンに着けるかが書かれていないため、{actual} に着きます。ほかの場所なら、いちばん上のノードの extras に attachBone を書くか、ノードにボーンの名前を付けてください。",
    en: "It does not say at which bone it is worn, so that is {actual}. For another, put attachBone into the extras of its top node, or give that node the bone's name.",
  },
  // Images
  IMAGE_FORMAT: {
    severity: "error",
    ja: "画像「{name}」は {actual} です。使えるのは {limit} です。",
    en: "Image “{name}” is {actual}; it must be {limit}.",
  },
  IMAGE_BROKEN: {
    severity: "error",
    ja: "画像「{name}」({actual})が壊れています。画像を作り直してください。",
    en: "Image “{name}” ({actual}) is broken. Make the image again.",
  },
  IMAGE_TOO_LARGE: {
    severity: "error",
    ja: "画像「{name}」が {actual} です。上限は {limit} です。縮小してください。",
    en: "Image “{name}” is {actual}; at most {limit} is allowed. Shrink it.",
  },
  IMAGE_LARGE: {
    severity: "warning",
    ja: "画像「{name}」が {actual} です。{limit} までに縮小すると、ほかの人の画面で軽くなります。",
    en: "Image “{name}” is {actual}; shrinking it to {limit} makes it lighter for others.",
  },
  IMAGE_TYPE_MISMATCH: {
    severity: "warning",
    ja: "画像「{name}」は {limit} と書かれていますが、中身は {actual} です。中身に合わせて直します。",
    en: "Image “{name}” is declared {limit}, but holds {actual}. The declaration is corrected.",
  },
  // VRM
  NOT_A_VRM: {
    severity: "error",
    ja: "VRM の情報がありません。これは普通の GLB(アイテム向けの 3D モデル)です。アバターにするには、VRM として書き出してください。",
    en: "There is no VRM data: this is a plain GLB, a model for an item. To wear it as an avatar, export it as VRM.",
  },
  VRM_VERSION: {
    severity: "error",
    ja: "VRM のバージョン「{actual}」には対応していません。{limit} で書き出してください。",
    en: "VRM version “{actual}” is not supported. Export as {limit}.",
  },
  BONE_MISSING: {
    severity: "error",
    ja: "必須のボーン「{name}」が割り当てられていません。書き出し前にヒューマノイドの設定で割り当ててください。",
    en: "The required bone “{name}” is not assigned. Assign it in the humanoid settings before exporting.",
  },
  BONE_MISSING_DERIVABLE: {
    severity: "warning",
    ja: "ボーン「{name}」が割り当てられていません(VRM 0.x では必須)。なくても動きますが、割り当てると動きが自然になります。",
    en: "The bone “{name}” is not assigned (VRM 0.x requires it). It works without, but moves better with it.",
  },
  BONE_DUPLICATE: {
    severity: "error",
    ja: "ボーン「{name}」が重複しています({actual})。1 つのボーンに 1 つのノードを割り当ててください。",
    en: "The bone “{name}” is assigned twice ({actual}). Give each bone one node of its own.",
  },
  BONE_NODE_RANGE: {
    severity: "error",
    ja: `ボーン「{name}」がノード {actual} を指していますが、ノードは {limit} 個です。${REEXPORT_JA}`,
    en: `The bone “{name}” refers to node {actual}, but there are only {limit}. ${REEXPORT_EN}`,
  },
  BONE_ORDER: {
    severity: "error",
    ja: "ボーン「{name}」(ノード「{actual}」)が「{limit}」の下にありません。割り当てが入れ替わっていないか確かめてください。",
    en: "The bone “{name}” (node “{actual}”) is not below “{limit}”. Check that the two are not swapped.",
  },
  BONE_SIDES: {
    severity: "error",
    ja: "ボーン「{name}」と「{limit}」の左右が入れ替わっています(ノード「{actual}」)。割り当てるか、モデルの向きを直してください。",
    en: "The bones “{name}” and “{limit}” are on each other's side (node “{actual}”). Swap them, or turn the model to face forward.",
  },
  BONE_UNKNOWN: {
    severity: "warning",
    ja: "ボーン名「{name}」は VRM にありません。無視されます。",
    en: "VRM has no bone “{name}”. It is ignored.",
  },
  EXPRESSION_BIND_RANGE: {
    severity: "warning",
    ja: "表情「{name}」が存在しない対象を指しています({pointer}: {actual}、あるのは {limit} 個)。その動きを取り除きます。",
    en: "Expression “{name}” refers to something that does not exist ({pointer}: {actual} of {limit}). That part is taken out.",
  },
  SPRING_RANGE: {
    severity: "warning",
    ja: "揺れもの「{name}」が存在しない対象を指しています({pointer}: {actual}、あるのは {limit} 個)。その部分を取り除きます。",
    en: "Spring bone “{name}” refers to something that does not exist ({pointer}: {actual} of {limit}). That part is taken out.",
  },
  CONSTRAINT_BROKEN: {
    severity: "warning",
    ja: "ノード「{name}」のコンストレイントは働きません({actual})。取り除きます。",
    en: "The constraint of node “{name}” cannot work ({actual}). It is taken out.",
  },
  META_IMAGE_RANGE: {
    severity: "warning",
    ja: "サムネイルの番号 {actual} がありません({limit} 個)。その指定を取り除きます。",
    en: "The thumbnail refers to number {actual} of {limit}. The reference is taken out.",
  },
  MATERIAL_PROPERTIES_COUNT: {
    severity: "warning",
    ja: "materialProperties が {actual} 個で、マテリアルの数 {limit} と違います。余分は取り除き、足りないものには標準の見た目を補います。",
    en: "There are {actual} materialProperties for {limit} materials. Those too many are taken out; materials without get the standard look.",
  },
  META_TEXT_STRIPPED: {
    severity: "warning",
    ja: "{pointer} の文字列から、見えない文字やタグを取り除きます。",
    en: "Invisible characters or markup are taken out of {pointer}.",
  },
  META_URL_DROPPED: {
    severity: "warning",
    ja: "{pointer} の URL {actual} は Web の住所(http または https)ではないため、取り除きます。",
    en: "The URL {actual} at {pointer} is not a web address (http or https). It is taken out.",
  },
  META_LICENCE: {
    severity: "warning",
    ja: "VRM 1.0 のライセンスは {limit} だけで、ほかを指すアバターはビューアーで開けません。{actual} は otherLicenseUrl に残します(すでに何かあれば、それを残します)。",
    en: "VRM 1.0 knows one licence, {limit}, and viewers open no avatar that names another. Yours, {actual}, is kept as otherLicenseUrl, unless something is there.",
  },
  META_INCOMPLETE: {
    severity: "warning",
    ja: "モデル情報の「{name}」がありません。書き出し前に記入してください。",
    en: "The model information lacks “{name}”. Fill it in before exporting.",
  },
  LIMIT_FIXES: {
    severity: "error",
    ja: `直せる誤りが {limit} 件を超えています。${REEXPORT_JA}`,
    en: `More than {limit} faults that could be fixed one by one. ${REEXPORT_EN}`,
  },
  FINDINGS_LEFT_OUT: {
    severity: "info",
    ja: "同じ種類の問題({name})がほかに {actual} 件あります。",
    en: "{actual} more of the same kind ({name}).",
  },
  // Counts
  LIMIT_TRIANGLES: triangles.LIMIT,
  HEAVY_TRIANGLES: triangles.HEAVY,
  LIMIT_VERTICES: vertices.LIMIT,
  LIMIT_NODES: nodes.LIMIT,
  HEAVY_NODES: nodes.HEAVY,
  LIMIT_BONES: bones.LIMIT,
  HEAVY_BONES: bones.HEAVY,
  LIMIT_MESHES: meshes.LIMIT,
  LIMIT_PRIMITIVES: primitives.LIMIT,
  LIMIT_MATERIALS: materials.LIMIT,
  HEAVY_MATERIALS: materials.HEAVY,
  LIMIT_TEXTURES: textures.LIMIT,
  LIMIT_TEXTURE_PIXELS: pixels.LIMIT,
  HEAVY_TEXTURE_PIXELS: pixels.HEAVY,
  LIMIT_MORPH_TARGETS: morphs.LIMIT,
  LIMIT_ELEMENTS: elements.LIMIT,
  LIMIT_SPRING_JOINTS: springs.LIMIT,
  HEAVY_SPRING_JOINTS: springs.HEAVY,
  LIMIT_COLLIDERS: colliders.LIMIT,
  HEAVY_COLLIDERS: colliders.HEAVY,
  // The worker's own
  JOB_TIME: {
    severity: "error",
    ja: "処理が {limit} 秒で終わりませんでした。モデルを軽くしてから、もう一度お試しください。",
    en: "Processing did not end within {limit} seconds. Make the model lighter and try again.",
  },
  JOB_MEMORY: {
    severity: "error",
    ja: "処理に {limit} MB を超えるメモリが必要でした。モデルを軽くしてから、もう一度お試しください。",
    en: "Processing needed more than {limit} MB of memory. Make the model lighter and try again.",
  },
  VARIANTS_TIME: {
    severity: "warning",
    ja: "軽い版をすべて作る処理が {limit} 秒で終わりませんでした。使うことはできますが、ほかの人の端末では重くなります。モデルを軽くしてもう一度持ってくると、作り直されます。",
    en: "Not all lighter variants were made within {limit} seconds. It can be used, but is heavy on others' devices. Make the model lighter and bring it again: they are made anew.",
  },
  VARIANTS_MEMORY: {
    severity: "warning",
    ja: "軽い版を作るには {limit} MB を超えるメモリが必要でした。使うことはできますが、ほかの人の端末では重くなります。モデルを軽くしてもう一度持ってくると、作り直されます。",
    en: "Making the lighter variants needed more than {limit} MB of memory. It can be used, but is heavy on others' devices. Make the model lighter and bring it again: they are made anew.",
  },
  VARIANTS_FAILED: {
    severity: "warning",
    ja: "軽い版をすべて作ることはできませんでした。使うことはできますが、ほかの人の端末では重くなります。書き出し直してもう一度持ってくると、作り直されます。",
    en: "Not all lighter variants could be made. It can be used, but is heavy on others' devices. Export it again and bring it anew: they are made once more.",
  },
  JOB_GIVEN_UP: {
    severity: "error",
    ja: "サーバーが何度か試しましたが、このファイルを処理できませんでした。しばらくしてから、もう一度アップロードしてください。",
    en: "The server tried several times and could not process this file. Upload it again in a while.",
  },
  JOB_CRASHED: {
    severity: "error",
    ja: "処理の途中で問題が起きました。もう一度アップロードし、それでも失敗するときはモデルを書き出し直してください。",
    en: "Processing failed on the way. Upload the file again; if it keeps failing, export the model again.",
  },
} as const satisfies Record<string, Entry>;

export type FindingCode = keyof typeof findingCatalogue;
