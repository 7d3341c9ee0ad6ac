import { expect, test } from 'vitest';
import { Pairing } from '../../preload/entities.ts';
import { codeAt, linked, qrAt } from './testing/pairing.ts';
import { viewOf } from './view.ts';
import { words } from './words/words.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const errors = Pairing.options.flatMap((option) =>
  'error' in option.shape ? option.shape.error.options : [],
);
const everyPairing: Pairing[] = [
  { phase: 'idle' },
  { phase: 'starting' },
  qrAt(NOW),
  codeAt(NOW),
  { phase: 'linking' },
  linked,
  { phase: 'expired' },
  ...errors.map((error): Pairing => ({ phase: 'failed', error, detail: 'Outro canal' })),
];

test('QR-10 every state of a linking has its words in every language', () => {
  expect(errors).toHaveLength(14);
  expect(new Set(everyPairing.map(({ phase }) => phase)).size).toBe(Pairing.options.length);
  for (const language of Object.values(words)) {
    for (const pairing of everyPairing) {
      const { title, help } = viewOf(pairing, language, NOW);
      expect(title).not.toBe('');
      expect(help).not.toMatch(/^$|[{}*]/);
    }
  }
});

test('QR-10 a QR says how long it lives, whatever clock the other device has', () => {
  const view = viewOf(qrAt(NOW), words['pt-BR'], NOW + 5_000);
  expect(view).toMatchObject({ phase: 'qr', leftMs: 15_000, wholeMs: 20_000 });
  expect(view.qr?.path).toMatch(/^M4 4h7v1H4z/);
  expect(viewOf(qrAt(NOW), words['pt-BR'], NOW + 25_000).leftMs).toBe(0);
});

test('QR-10 a code is shown in two halves, with the number it is for', () => {
  expect(viewOf(codeAt(NOW), words['pt-BR'], NOW)).toMatchObject({
    phase: 'code',
    code: 'K7QX-2M9P',
    help: 'Para o número +55 11 98765-4321.',
    leftMs: 60_000,
  });
  expect(viewOf(codeAt(NOW, '999'), words.en, NOW).help).toBe('For the number +999.');
});

test('QR-10 success names who was linked', () => {
  expect(viewOf(linked, words['pt-BR'], NOW)).toEqual({
    phase: 'linked',
    title: 'Conexão estabelecida',
    help: 'Tudo pronto. Você já pode fechar esta página.',
    who: 'Loja da Praça · +55 11 98765-4321',
  });
  expect(viewOf({ phase: 'linked', number: '5511987654321' }, words.es, NOW).who).toBe('+55 11 98765-4321');
});

test('QR-10 a failure offers a new code only where one can help, and names no other channel', () => {
  const renewable = errors.filter(
    (error) => viewOf({ phase: 'failed', error }, words['pt-BR'], NOW).renewable === true,
  );
  expect(errors.filter((error) => !renewable.includes(error))).toEqual([
    'untrusted-server',
    'update-needed',
    'banned',
    'number-in-use',
    'keys-damaged',
  ]);
  const view = viewOf({ phase: 'failed', error: 'number-in-use', detail: 'Vendas' }, words['pt-BR'], NOW);
  expect(JSON.stringify(view)).not.toContain('Vendas');
});
