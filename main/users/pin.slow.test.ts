import { expect, test } from 'vitest';
import { createPins } from './pin.ts';

test('PINs of the real cost match, and wrong ones do not', async () => {
  const pins = createPins();
  const stored = await pins.hash('4821');
  expect(await pins.matches('4821', stored)).toBe(true);
  expect(await pins.matches('4822', stored)).toBe(false);
  await expect(pins.matches('4821', 'nonsense')).rejects.toThrow('damaged');
});
