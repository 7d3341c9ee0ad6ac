import { expect, test } from 'vitest';
import { Name } from './entities.ts';

test.each([['\u200b'], ['\u3164'], ['\u115f\u1160 \uffa0'], ['\u2800'], ['\u00ad\u2060'], ['\ufe0f\u200d']])(
  'a name of which nothing can be seen is refused: %j',
  (name) => {
    expect(Name.safeParse(name).success).toBe(false);
  },
);

test.each([['Ana \ud83d'], ['\ude00 Ana']])('half a character is no name: %j', (name) => {
  expect(Name.safeParse(name).success).toBe(false);
});

test.each([['Recepção'], ['👩\u200d👧 Família'], ['❤️'], ['한국'], ['علی\u200cرضا']])(
  '%j is a name',
  (name) => {
    expect(Name.parse(name)).toBe(name);
  },
);
