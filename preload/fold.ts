/**
 * Text as search sees it, on both sides of the contract: case and accents do not count. Pure, and the same as what the
 * full-text index does (`unicode61 remove_diacritics 2`), so that what it finds can be marked.
 */

/** A part of a text, in UTF-16 units: from `from` up to but not including `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is looked for as one: tokens that stand side by side, the last of which may be only a beginning. */
export interface Word {
  readonly tokens: readonly string[];
  readonly prefix: boolean;
}

const MAX_QUERY = 400;
const MAX_WORDS = 12;
const MAX_TOKENS = 8;
const MAX_TOKEN = 60;

const TOKEN = /[\p{L}\p{N}\p{Co}]+/gu;
const COMBINING = /\p{M}/gu;
/** A quoted phrase, or what stands between spaces and quotes. */
const PART = /"([^"]*)"|[^"\s]+/gu;

const known = new Map<string, string>();

function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const code = character.codePointAt(0) ?? 0;
  // Elsewhere than in Latin, marks make other letters, and the index keeps them.
  const latin = code < 0x370 || (code >= 0x1e00 && code < 0x1f00);
  if (!latin) return character.toLowerCase();
  const folded = character.normalize('NFD').replaceAll(COMBINING, '').toLowerCase();
  known.set(character, folded);
  return folded;
}

export function fold(text: string): string {
  let folded = '';
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** The folded text, and for each of its units, and its end, where that stood. */
function foldInPlace(text: string): { folded: string; places: Uint32Array } {
  let folded = '';
  let place = 0;
  let places = new Uint32Array(text.length + 16);
  for (const character of text) {
    const piece = foldCharacter(character);
    if (folded.length + piece.length >= places.length) {
      const wider = new Uint32Array(2 * places.length);
      wider.set(places);
      places = wider;
    }
    places.fill(place, folded.length, folded.length + piece.length);
    folded += piece;
    place += character.length;
  }
  places[folded.length] = place;
  return { folded, places };
}

/**
 * What a person typed, as words to look for: a word is also found as the beginning of a longer one, unless it stands in
 * quotes or is a single letter. Empty when there is nothing to look for: signs, emoji, spaces.
 */
export function wordsOf(query: string): Word[] {
  const words: Word[] = [];
  for (const [part, quoted] of query.slice(0, MAX_QUERY).matchAll(PART)) {
    const tokens = (fold(quoted ?? part).match(TOKEN) ?? [])
      .slice(0, MAX_TOKENS)
      .map((token) => token.slice(0, MAX_TOKEN).toWellFormed());
    if (tokens.length === 0) continue;
    words.push({ tokens, prefix: quoted === undefined && tokens.join('').length > 1 });
    if (words.length === MAX_WORDS) break;
  }
  return words;
}

/** Where the words stand in the text, in order and apart from one another; undefined unless all of them are in it. */
export function spansOf(text: string, words: readonly Word[]): Span[] | undefined {
  const { folded, places } = foldInPlace(text);
  const tokens = [...folded.matchAll(TOKEN)].map(({ 0: token, index }) => ({ token, index }));
  const spans: Span[] = [];
  for (const word of words) {
    let found = false;
    for (let first = 0; first + word.tokens.length <= tokens.length; first += 1) {
      if (!standsAt(tokens, first, word)) continue;
      found = true;
      const last = tokens[first + word.tokens.length - 1]!;
      const end = last.index + (word.prefix ? word.tokens.at(-1)!.length : last.token.length);
      spans.push({ from: places[tokens[first]!.index]!, to: places[end]! });
    }
    if (!found) return undefined;
  }
  return joined(spans);
}

function standsAt(
  tokens: readonly { token: string }[],
  first: number,
  { tokens: wanted, prefix }: Word,
): boolean {
  return wanted.every((each, offset) => {
    const { token } = tokens[first + offset]!;
    return prefix && offset === wanted.length - 1 ? token.startsWith(each) : token === each;
  });
}

/** Every place where `part` stands in the text, inside words too: how one looks through a text that one reads. */
export function occurrencesOf(text: string, part: string): Span[] {
  const wanted = fold(part.slice(0, MAX_QUERY)).trim();
  if (wanted === '') return [];
  const { folded, places } = foldInPlace(text);
  const spans: Span[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    spans.push({ from: places[at]!, to: places[at + wanted.length]! });
  }
  return spans;
}

function joined(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = result.at(-1);
    if (last && span.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}
