import type { TemplateVariable } from '../../../preload/entities/automation.ts';

/** The contract's own list (MS-2), which the window knows as types only; variables.test.ts holds the two together. */
export const VARIABLES: readonly TemplateVariable[] = [
  'saudacao',
  'primeiro_nome',
  'nome',
  'atendente',
  'fila',
  'canal',
  'protocolo',
  'horario',
];
