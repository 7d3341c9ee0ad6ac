import { describe, expect, test } from 'vitest';
import { createBaileysLog } from './log.ts';

function log() {
  let now = 0;
  const lines: string[] = [];
  const logger = createBaileysLog(
    (level, text) => lines.push(`${level} ${text}`),
    () => now,
  );
  return { logger, lines, minute: () => (now += 60_000) };
}

describe("Baileys' log", () => {
  test('keeps its own words, and of what it holds nothing', () => {
    const { logger, lines } = log();
    logger
      .child({ jid: '5511987654321@s.whatsapp.net' })
      .warn({ msg: 'segredo', key: Buffer.from('k') }, 'a warning');
    logger.error('plain words');
    logger.info({}, 'too much');
    logger.debug('too much');
    expect(lines).toEqual(['warn a warning', 'error plain words']);
  });

  test('masks numbers, also in the names of functions', () => {
    const { logger, lines } = log();
    const error = new Error('to 5511987654321: segredo');
    error.stack = 'Error: segredo\n    at 5511987654321_1.0 [as awaitable] (file.js:12:34)';
    logger.error({ err: error }, 'Invalid LID-PN mapping: 111222333@lid, 5511987654321');
    expect(lines).toEqual([
      'error Invalid LID-PN mapping: …33@lid, …21 · Error at …21_1.0 [as awaitable] (file.js:12:34)',
    ]);
  });

  test('is not flooded, and says what it left out', () => {
    const { logger, lines, minute } = log();
    for (let i = 0; i < 1000; i++) logger.warn('the same');
    expect(lines).toHaveLength(5);
    for (let i = 0; i < 1000; i++) logger.warn(`another ${i}`);
    expect(lines).toHaveLength(40);
    minute();
    logger.warn('the same');
    expect(lines.slice(40)).toEqual(['warn 1960 more lines were left out', 'warn the same']);
  });
});
