import type { BinaryNode } from '@whiskeysockets/baileys';

export type { BinaryNode };

type Content = BinaryNode['content'];
type Attrs = Record<string, string | number | undefined>;

/** Builds a stanza. The codec writes only string attributes, so numbers are spelled out and gaps left out. */
export function node(tag: string, attrs: Attrs = {}, content?: Content): BinaryNode {
  const written: BinaryNode['attrs'] = {};
  for (const [key, value] of Object.entries(attrs)) if (value !== undefined) written[key] = String(value);
  return content === undefined ? { tag, attrs: written } : { tag, attrs: written, content };
}

export const children = (parent: BinaryNode | undefined, tag?: string): BinaryNode[] =>
  Array.isArray(parent?.content)
    ? parent.content.filter((each) => tag === undefined || each.tag === tag)
    : [];

export const child = (parent: BinaryNode | undefined, tag: string): BinaryNode | undefined =>
  children(parent, tag)[0];

/** The bytes a node holds; undefined when it holds something else. */
export function bytesOf(holder: BinaryNode | undefined): Buffer | undefined {
  const content = holder?.content;
  if (content instanceof Uint8Array) return Buffer.from(content);
  return typeof content === 'string' ? Buffer.from(content) : undefined;
}

export const childBytes = (parent: BinaryNode | undefined, tag: string): Buffer | undefined =>
  bytesOf(child(parent, tag));

/** The child's bytes; throws a Refusal-worthy error when there are none. */
export function requiredBytes(parent: BinaryNode | undefined, tag: string): Buffer {
  const bytes = childBytes(parent, tag);
  if (!bytes) throw new Error(`<${parent?.tag ?? '?'}> holds no <${tag}>`);
  return bytes;
}
