import { expect, test } from 'vitest';
import { TemplateVariable } from '../../../preload/entities/automation.ts';
import { VARIABLES } from './variables.ts';

test('MS-2 the window offers the variables that main fills in', () => {
  expect(VARIABLES.toSorted()).toEqual(TemplateVariable.options.toSorted());
});
