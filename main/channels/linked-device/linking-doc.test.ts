import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type CloseAnswer, type Rule, closeRules } from './close-reasons.ts';

const root = path.join(import.meta.dirname, '../../..');
const file = path.join(root, 'docs/linking.md');
const words = JSON.parse(readFileSync(path.join(root, 'renderer/i18n/pt-BR.json'), 'utf8')) as {
  channels: { reason: Record<string, string> };
  pairing: { failed: Record<string, { title: string }> };
};
const [BEGIN, END] = ['<!-- table: begin -->', '<!-- table: end -->'];

const answers: Record<CloseAnswer, string> = {
  'at-once': 'connect again at once',
  later: 'connect again by itself, ever more patiently (1 s … 2 min, with jitter)',
  renew: 'a new batch of codes, up to ten minutes',
  confirm: 'ask once more with the same keys; stop when it is said again; keys are kept',
  yield: 'take it back, but stop and ask when it is taken again and again',
  stop: 'stop: a person has to act',
};

function cause({ code, message, conflict, http }: Rule): string {
  const parts = [
    code && `status ${code.join(', ')}`,
    conflict && `conflict \`${conflict}\``,
    http && `HTTP ${http[0] === http[1] ? http[0] : `${http[0]}–${http[1]}`} on the upgrade`,
    message && `\`${message.source.replaceAll('|', '\\|')}\``,
  ];
  return parts.filter((part) => part !== undefined).join(' and ');
}

function table(): string {
  const rows = closeRules.map(
    (rule) =>
      `| ${cause(rule)} | \`${rule.reason}\`: ${words.channels.reason[rule.reason]} | ${answers[rule.answer]} | ${words.pairing.failed[rule.error]?.title} |`,
  );
  const head = [
    '| What WhatsApp or the line says | The card says | The station does | While linking |',
    '|---|---|---|---|',
  ];
  return [BEGIN, ...head, ...rows, END].join('\n');
}

/** `UPDATE_DOCS=1 npm run test:unit` writes it anew. */
test('docs/linking.md has the table that the code goes by', () => {
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, text.indexOf(BEGIN));
  const after = text.slice(text.indexOf(END) + END.length);
  const wanted = `${before}${table()}${after}`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8')).toBe(wanted);
});
