/** What the variables of a template stand for. Pure, and worked out only where a text asks for it. */
import type { BusinessHours } from '../../preload/entities/hours.ts';
import { wallMinutes } from '../hours/rules.ts';
import { hoursInWords } from '../hours/words.ts';
import type { Words } from '../i18n/index.ts';
import { nameIn } from '../templates/checks.ts';
import { dayPart, firstName, type Values } from '../templates/rules.ts';

export interface About {
  readonly contactName: string | undefined;
  readonly userName: string | undefined;
  readonly queueName: string | undefined;
  readonly channelName: string;
  readonly protocol: string | undefined;
  readonly hours: BusinessHours | undefined;
  readonly timeZone: string;
  readonly at: number;
  readonly words: Words;
}

export function valuesOf(about: About): Values {
  return {
    get nome() {
      return nameIn(about.contactName);
    },
    get primeiro_nome() {
      return firstName(nameIn(about.contactName));
    },
    get saudacao() {
      const hour = Math.floor(wallMinutes(about.at, about.timeZone) / 60);
      return about.words(`greeting.${dayPart(hour)}`);
    },
    get atendente() {
      return nameIn(about.userName);
    },
    get fila() {
      return nameIn(about.queueName);
    },
    get canal() {
      return nameIn(about.channelName);
    },
    get protocolo() {
      return about.protocol ?? '';
    },
    get horario() {
      return hoursInWords(about.hours, about.words);
    },
  };
}
