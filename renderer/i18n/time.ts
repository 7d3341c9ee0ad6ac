/** Times in words. Pure: the present, the language and (in tests) the zone are arguments. */
import type { Language } from '../../preload/entities.ts';
import { dateFormat, numberFormat, relativeFormat } from './formats.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Zoned {
  language: Language;
  timeZone?: string;
}

function format({ language, timeZone }: Zoned, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateFormat(language, timeZone === undefined ? options : { ...options, timeZone });
}

/** Days begin at a full quarter of an hour everywhere: one look at the calendar serves all of it. */
const QUARTER = 15 * MINUTE;
const MOST_DAYS = 20_000;
const knownDays = new Map<string, number>();

/** The calendar day in its zone, as a number that grows by one a day. */
export function dayNumber(at: number, zone: Zoned): number {
  const key = `${Math.floor(at / QUARTER)} ${zone.timeZone ?? ''}`;
  const known = knownDays.get(key);
  if (known !== undefined) return known;
  const parts = format(
    { ...zone, language: 'en' },
    { year: 'numeric', month: 'numeric', day: 'numeric' },
  ).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const day = Math.round(Date.UTC(part('year'), part('month') - 1, part('day')) / DAY);
  if (knownDays.size === MOST_DAYS) knownDays.clear();
  knownDays.set(key, day);
  return day;
}

/** `14:32` */
export function clockTime(at: number, zone: Zoned): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** For tooltips: day and time in full. */
export function fullTime(at: number, zone: Zoned): string {
  return format(zone, { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

export function longDate(at: number, zone: Zoned): string {
  return format(zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

function capitalised(words: string, language: Language): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

function inDays(days: number, language: Language): string {
  return relativeFormat(language, { numeric: 'auto' }).format(days, 'day');
}

/** In a list: the time today, then `ontem`, the day of the week, the date. */
export function listTime(at: number, now: number, zone: Zoned): string {
  const days = dayNumber(now, zone) - dayNumber(at, zone);
  if (days <= 0) return clockTime(at, zone);
  if (days === 1) return inDays(-1, zone.language);
  if (days < 7) return format(zone, { weekday: 'short' }).format(at).replace(/\.$/u, '');
  return format(zone, { day: '2-digit', month: '2-digit', year: '2-digit' }).format(at);
}

/** Something to come, as short as it is clear: `15:20`, `amanhã, 09:00`, `seg., 09:00`, `05/12, 14:00`. */
export function soon(at: number, now: number, zone: Zoned): string {
  const days = dayNumber(at, zone) - dayNumber(now, zone);
  const time = clockTime(at, zone);
  if (days === 0) return time;
  if (days === 1) return `${inDays(1, zone.language)}, ${time}`;
  const day =
    days > 1 && days < 7
      ? format(zone, { weekday: 'short' }).format(at)
      : format(zone, { day: '2-digit', month: '2-digit' }).format(at);
  return `${day}, ${time}`;
}

/** `25/11/26, 14:32` */
export function dayMonthTime(at: number, zone: Zoned): string {
  const day = format(zone, { day: '2-digit', month: '2-digit', year: '2-digit' }).format(at);
  return `${day}, ${clockTime(at, zone)}`;
}

/** Between the days of a conversation. */
export function daySeparator(at: number, now: number, zone: Zoned): string {
  const days = dayNumber(now, zone) - dayNumber(at, zone);
  if (days === 0 || days === 1) return capitalised(inDays(-days, zone.language), zone.language);
  if (days > 1 && days < 7) return capitalised(format(zone, { weekday: 'long' }).format(at), zone.language);
  return format(zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** `há 5 min`, `há 3 h`, `ontem`, `há 4 dias`; a moment ago and the near future are `agora`. */
export function ago(at: number, now: number, language: Language): string {
  const passed = Math.max(0, now - at);
  if (passed >= DAY) return inDays(-Math.floor(passed / DAY), language);
  const words = relativeFormat(language, { numeric: 'auto', style: 'narrow' });
  if (passed < MINUTE) return words.format(0, 'second');
  const said =
    passed < HOUR
      ? words.format(-Math.floor(passed / MINUTE), 'minute')
      : words.format(-Math.floor(passed / HOUR), 'hour');
  // `há 5 min.`: the full stop of the abbreviation would end sentences that go on.
  return said.replace(/\.$/u, '');
}

/** How long somebody waits, as short as can be: `5 min`, `3 h`, `2 d`. */
export function waited(since: number, now: number, language: Language): string {
  const passed = Math.max(0, now - since);
  const unit = (value: number, name: string) =>
    numberFormat(language, { style: 'unit', unit: name, unitDisplay: 'narrow' }).format(value);
  if (passed < HOUR)
    return numberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(
      Math.floor(passed / MINUTE),
    );
  if (passed < DAY) return unit(Math.floor(passed / HOUR), 'hour');
  return unit(Math.floor(passed / DAY), 'day');
}

/** A length of time within a sentence: `1 minuto`, `45 minutos`, `12 horas`. */
export function lengthOf(minutes: number, language: Language): string {
  const unit = (value: number, name: string) =>
    numberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  return minutes < 120 ? unit(minutes, 'minute') : unit(Math.floor(minutes / 60), 'hour');
}

export type Patience = 'fine' | 'long' | 'too-long';

/** Ten minutes is where a customer starts to wonder, half an hour where they go elsewhere. */
export function patience(since: number, now: number): Patience {
  const passed = now - since;
  if (passed < 10 * MINUTE) return 'fine';
  return passed < 30 * MINUTE ? 'long' : 'too-long';
}

/** Whole seconds that are left, never below zero; the last one is said until it is over. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / SECOND));
}

/** What is left of a stretch of time, from 1 to 0. */
export function shareLeft(from: number, until: number, now: number): number {
  if (until <= from) return 0;
  return Math.min(1, Math.max(0, (until - now) / (until - from)));
}

/** `45 s`, `1 min 05 s`, `12 min`: a countdown in words. */
export function countdown(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes >= 10 || rest === 0) return `${minutes} min`;
  return `${minutes} min ${String(rest).padStart(2, '0')} s`;
}
