import type { TicketState } from '../../preload/entities.ts';
import type { Effect } from './rules.ts';
import type { TicketFields } from './store.ts';

/** What the effects need to know. */
export interface Circumstances {
  readonly at: number;
  readonly actorId: number | undefined;
  readonly target: { readonly queueId: number | undefined; readonly userId: number | undefined } | undefined;
  readonly snoozeUntil: number | undefined;
  readonly closing:
    | { readonly reasonId: number | undefined; readonly ratingUntil: number | undefined }
    | undefined;
}

/** The ticket's fields once it has come into this state with these effects. Pure. */
export function fieldsAfter(
  before: TicketFields,
  state: TicketState,
  effects: readonly Effect[],
  about: Circumstances,
): TicketFields {
  const after = effects.reduce((fields, effect) => withEffect(fields, effect, about), { ...before, state });
  return {
    ...after,
    queuedAt: state === 'waiting' ? (after.queuedAt ?? about.at) : null,
    ...(state === 'closed' &&
      before.state !== 'closed' && {
        closedAt: Math.max(about.at, before.openedAt),
        closingReasonId: about.closing?.reasonId ?? null,
        ratingUntil: about.closing?.ratingUntil ?? null,
      }),
  };
}

function withEffect(fields: TicketFields, effect: Effect, about: Circumstances): TicketFields {
  switch (effect) {
    case 'assign-actor':
      return { ...fields, userId: about.actorId ?? null, acceptedAt: fields.acceptedAt ?? about.at };
    case 'assign-target':
      return {
        ...fields,
        queueId: about.target?.queueId ?? fields.queueId,
        userId: about.target?.userId ?? null,
      };
    case 'unassign':
      return { ...fields, userId: null };
    case 'queue':
      return { ...fields, queuedAt: about.at };
    case 'note-answer':
      return { ...fields, firstAnswerAt: fields.firstAnswerAt ?? about.at };
    case 'snooze':
      return { ...fields, snoozedUntil: about.snoozeUntil ?? null };
    case 'wake':
      return { ...fields, snoozedUntil: null };
    case 'unpin':
      return { ...fields, pinned: 0 };
    case 'clear-closing':
      return { ...fields, closedAt: null, closingReasonId: null, ratingUntil: null };
    case 'end-waiting':
      // The conversation's, not the ticket's.
      return fields;
  }
}
