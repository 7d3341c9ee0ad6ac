/** What of a channel's automation may be saved; the first fault is refused with its field. Pure. */
import { isInvisible } from '../../preload/entities.ts';
import type { ChannelAutomation } from '../../preload/entities/automation.ts';
import { Refusal } from '../failure.ts';
import { faultIn } from '../templates/checks.ts';

export interface SettingFault {
  readonly code: string;
  readonly field: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** One text: its field, whether anything depends on it, and whether it may say nothing. */
interface Text {
  readonly field: string;
  readonly text: string;
  readonly mayBeEmpty: boolean;
}

export function faultInSettings(
  { messages, refusals, waiting, menu }: Partial<ChannelAutomation>,
  queueExists: (queueId: number) => boolean,
): SettingFault | undefined {
  return (
    firstIn(
      messages
        ? (['greeting', 'farewell', 'transfer'] as const).map((name) => ({
            field: `messages.${name}.text`,
            text: messages[name].text,
            mayBeEmpty: !messages[name].on,
          }))
        : [],
    ) ??
    firstIn(
      refusals
        ? (['messages', 'voice', 'calls'] as const).map((name) => ({
            field: `refusals.${name}.text`,
            text: refusals[name].text,
            mayBeEmpty: true,
          }))
        : [],
    ) ??
    (waiting && waitingFault(waiting, queueExists)) ??
    (menu && menuFault(menu, queueExists))
  );
}

function firstIn(texts: readonly Text[]): SettingFault | undefined {
  for (const { field, text, mayBeEmpty } of texts) {
    const fault = faultIn(text, { mayBeEmpty });
    if (fault) {
      return {
        code: fault.code,
        field,
        ...(fault.variable !== undefined && { params: { variable: fault.variable } }),
      };
    }
  }
  return undefined;
}

/** Refuses the first of these texts that may not be saved. */
export function refuseTexts(texts: readonly Text[]): void {
  refuse(firstIn(texts));
}

export function refuse(fault: SettingFault | undefined): void {
  if (fault)
    throw new Refusal(fault.code, { field: fault.field, ...(fault.params && { params: fault.params }) });
}

type QueueExists = (queueId: number) => boolean;

function waitingFault(
  { on, queueId }: ChannelAutomation['waiting'],
  exists: QueueExists,
): SettingFault | undefined {
  if (queueId === undefined) return on ? { code: 'queue-required', field: 'waiting.queueId' } : undefined;
  return exists(queueId) ? undefined : { code: 'queue-not-found', field: 'waiting.queueId' };
}

function menuFault(menu: ChannelAutomation['menu'], exists: QueueExists): SettingFault | undefined {
  const { on, options, humanLabel, fallbackQueueId } = menu;
  if (on && options.length === 0) return { code: 'menu-empty', field: 'menu.options' };
  for (const [index, { label, does }] of options.entries()) {
    const field = `menu.options.${index}`;
    if (isInvisible(label)) return { code: 'empty', field: `${field}.label` };
    if (does.kind === 'queue' && !exists(does.queueId)) {
      return { code: 'queue-not-found', field: `${field}.does.queueId` };
    }
  }
  if (on && isInvisible(humanLabel)) return { code: 'empty', field: 'menu.humanLabel' };
  if (fallbackQueueId !== undefined && !exists(fallbackQueueId)) {
    return { code: 'queue-not-found', field: 'menu.fallbackQueueId' };
  }
  return firstIn([
    { field: 'menu.intro', text: menu.intro, mayBeEmpty: true },
    { field: 'menu.chosen', text: menu.chosen, mayBeEmpty: true },
    { field: 'menu.unknown', text: menu.unknown, mayBeEmpty: true },
    ...options.flatMap(({ does }, index) =>
      does.kind === 'answer'
        ? [{ field: `menu.options.${index}.does.text`, text: does.text, mayBeEmpty: !on }]
        : [],
    ),
    // Labels stand in the text that is filled in.
    ...options.map(({ label }, index) => ({
      field: `menu.options.${index}.label`,
      text: label,
      mayBeEmpty: false,
    })),
    { field: 'menu.humanLabel', text: humanLabel, mayBeEmpty: !on },
  ]);
}
