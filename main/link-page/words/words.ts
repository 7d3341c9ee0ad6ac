import type { Language } from '../../../preload/entities.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { type Words, ptBR } from './pt-br.ts';

export type { Words };

export const words: Record<Language, Words> = { 'pt-BR': ptBR, en, es };
