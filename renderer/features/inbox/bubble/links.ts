/** Finds the links in a customer's text. Pure. What it finds is shown, never fetched. */

export interface Link {
  /** As written; without anything that cannot be seen or turns the direction around. */
  shown: string;
  /** Where it leads: http or https only. */
  href: string;
  /** The host as the network knows it, in plain letters. */
  host: string;
  /** What is written hides or resembles another host: the true one must stand beside it. */
  deceptive: boolean;
}

export type Piece = { text: string } | { link: Link };

/** Stops at spaces, quotes, and what cannot be seen: a link with those in it shows less than it holds. */
const CANDIDATE = /(?:https?:\/\/|www\.)[^\s<>"“”«»`\p{Cc}\p{Cf}]+/giu;
const TRAILING = /[.,;:!?'’…)\]}*_~]$/u;
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** Longer ones are addresses for machines; they stay text. */
const LONGEST = 2048;

/** Full stops and brackets of the sentence do not belong to the address, unless the address has opened them. */
function trimmed(written: string): string {
  let end = written.length;
  while (end > 0 && TRAILING.test(written.slice(0, end))) {
    const last = written[end - 1] ?? '';
    const opener = PAIRS[last];
    const inside = written.slice(0, end - 1);
    if (opener !== undefined && inside.split(opener).length > inside.split(last).length) break;
    end -= 1;
  }
  return written.slice(0, end);
}

function linkOf(written: string): Link | undefined {
  const address = /^www\./iu.test(written) ? `https://${written}` : written;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  // A name without a dot is no place on the internet, but may be one in the shop's network.
  if (!url.hostname.includes('.')) return undefined;
  const plain = address.slice(address.indexOf('//') + 2).toLowerCase();
  return {
    shown: written,
    href: url.href,
    host: url.hostname,
    // `banco.com@outro.com`, letters of other alphabets, numbers written another way: the browser reads another host.
    deceptive: url.username !== '' || url.password !== '' || !plain.startsWith(url.hostname),
  };
}

/** The text in pieces, links apart. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    if (match[0].length > LONGEST) continue;
    const written = trimmed(match[0]);
    const link = linkOf(written);
    if (!link) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ link });
    done = match.index + written.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

/** Built once: it costs more than all that it is asked. */
let characters: Intl.Segmenter | undefined;

/** One to three emoji and nothing else: they are shown large. */
export function isOnlyEmoji(text: string): boolean {
  // Nearly every message begins with a letter, and needs no further look.
  if (text.length > 60 || !/^\s*[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(text)) return false;
  characters ??= new Intl.Segmenter();
  const found = [...characters.segment(text.trim())].map(({ segment }) => segment);
  return (
    found.length <= 3 &&
    found.every((each) => /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/u.test(each))
  );
}
