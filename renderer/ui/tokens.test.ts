import { expect, test } from 'vitest';

/** Vitest hands stylesheets over empty, and the window's code knows no Node: the file is read round both. */
const { process } = globalThis as unknown as {
  process: { getBuiltinModule(name: 'fs'): { readFileSync(file: URL, encoding: 'utf8'): string } };
};
const source = process.getBuiltinModule('fs').readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

type Theme = Record<string, string>;

function themeIn(selector: string): Theme {
  const block = source.slice(source.indexOf(selector)).match(/\{([^}]*)\}/)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const light = themeIn(':root {');
const themes = { light, dark: { ...light, ...themeIn(":root[data-theme='dark']") } };

/** Words on their ground: AA asks for 4.5. */
const TEXT = [
  ...['frame', 'page', 'surface', 'sunken', 'hover', 'thread'].flatMap((ground) => [
    ['text', ground],
    ['text-muted', ground],
  ]),
  ...['page', 'surface', 'sunken', 'thread'].map((ground) => ['text-faint', ground]),
  ...['page', 'surface', 'thread', 'bubble-in', 'bubble-out', 'hover'].map((ground) => [
    'on-brand-soft',
    ground,
  ]),
  ...['surface', 'page', 'thread', 'bubble-in'].flatMap((ground) => [
    ['on-bad-soft', ground],
    ['on-warn-soft', ground],
    ['on-ok-soft', ground],
  ]),
  ['on-brand-fill', 'brand-fill'],
  ['on-brand-fill', 'brand-fill-hover'],
  ['on-ok-fill', 'ok-fill'],
  ['on-bad-fill', 'bad-fill'],
  ['on-bad-fill', 'bad-fill-hover'],
  ['on-honey', 'honey'],
  ['on-brand-soft', 'brand-soft'],
  ['on-brand-soft', 'brand-soft-hover'],
  ['text-muted', 'brand-soft'],
  ['text-faint', 'brand-soft'],
  ['on-ok-soft', 'ok-soft'],
  ['text-muted', 'ok-soft'],
  ['on-warn-soft', 'warn-soft'],
  ['on-bad-soft', 'bad-soft'],
  ['on-rail', 'rail'],
  ['on-rail-muted', 'rail'],
  ['on-bubble', 'bubble-in'],
  ['on-bubble', 'bubble-out'],
  ['on-bubble-muted', 'bubble-in'],
  ['on-bubble-muted', 'bubble-out'],
] as [string, string][];

/** What must be seen, but is not read: 3. */
const SIGNS = [
  ...['page', 'surface', 'thread'].flatMap((ground) => [
    ['line-input', ground],
    ['focus', ground],
  ]),
  ...['surface', 'frame', 'page'].flatMap((ground) => [
    ['ok', ground],
    ['bad', ground],
    ['warn', ground],
  ]),
  ['ok', 'ok-soft'],
  ['bad', 'bad-soft'],
  ['warn', 'warn-soft'],
  ['tick-read', 'bubble-out'],
  ['focus', 'bubble-out'],
] as [string, string][];

for (const [name, theme] of Object.entries(themes) as [string, Theme][]) {
  test.each(TEXT)(`${name}: %s can be read on %s`, (ink, ground) => {
    expect(contrast(theme[ink] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
  test.each(SIGNS)(`${name}: %s can be seen on %s`, (sign, ground) => {
    expect(contrast(theme[sign] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
}
