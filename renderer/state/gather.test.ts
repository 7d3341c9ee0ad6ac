import { expect, test } from 'vitest';
import { gather } from './gather.ts';

test('ids that come while one question is open go together into the next', async () => {
  const asked: number[][] = [];
  const answers: (() => void)[] = [];
  const ask = gather((ids) => {
    asked.push(ids);
    return new Promise((resolve) => answers.push(resolve));
  });
  ask([1]);
  ask([2]);
  ask([2, 3]);
  expect(asked).toEqual([[1]]);
  answers.shift()?.();
  await Promise.resolve();
  expect(asked).toEqual([[1], [2, 3]]);
  answers.shift()?.();
  await Promise.resolve();
  ask([4]);
  expect(asked).toEqual([[1], [2, 3], [4]]);
});
