import { expect, test } from 'vitest';
import { createKeyedLock } from './keyed-lock.ts';

test('works of one key follow each other, also after one that failed; other keys do not wait', async () => {
  const lock = createKeyedLock();
  const order: string[] = [];
  let finish = () => {};
  const first = lock('a', async () => {
    order.push('a1 begins');
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    throw new Error('a1 failed');
  });
  const second = lock('a', async () => order.push('a2'));
  await lock('b', async () => order.push('b'));
  finish();
  await expect(first).rejects.toThrow('a1 failed');
  await second;
  expect(order).toEqual(['a1 begins', 'b', 'a2']);
});
