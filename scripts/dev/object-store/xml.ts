// The little XML that S3 answers with.

export type XmlValue = string | number | boolean | XmlFields | readonly XmlFields[];
export type XmlFields = { readonly [name: string]: XmlValue };

/** A whole document. An array repeats its element. Names are ours and trusted, values are not. */
export function xmlDocument(root: string, fields: XmlFields, namespace?: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${escapeXml(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${attribute}>${renderFields(fields)}</${root}>`;
}

function renderFields(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => {
      const values = Array.isArray(value) ? value : [value];
      return values.map((one: XmlValue) => `<${name}>${renderValue(one)}</${name}>`).join("");
    })
    .join("");
}

function renderValue(value: XmlValue): string {
  return typeof value === "object" ? renderFields(value as XmlFields) : escapeXml(String(value));
}

/** Escapes text for element and attribute; what XML 1.0 cannot carry at all becomes a replacement character. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones XML has no way to write
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&apos;")
      .replaceAll("\r", "&#13;")
  );
}
