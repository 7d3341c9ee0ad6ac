import type { BusinessHours } from '../../preload/entities/hours.ts';
import { createHours, type Hours } from '../hours/rules.ts';
import type { ShopZone } from '../hours/zone.ts';
import type { Words } from '../i18n/index.ts';
import { type Facts, humanSince, type Place, recentSince } from './facts.ts';
import type { AutomationSettings } from './settings.ts';
import type { Situation } from './situation.ts';
import type { LiveTicket, TicketsPort } from './tickets.ts';
import { valuesOf } from './values.ts';

/** Gathers what a decision looks at. */
export interface Situations {
  of(
    place: Place,
    now: number,
    about?: {
      /** The contact's message in question, and whether it began its ticket. */
      readonly messageId?: number;
      readonly starts?: boolean;
      /** The ticket in question, when it is not the live one. */
      readonly ticket?: LiveTicket;
    },
  ): Situation;
  hoursOf(channelId: number, queueId?: number): { readonly hours: Hours; readonly set: BusinessHours };
}

/** What later features know of a channel: WhatsApp's restriction of it, and its pace. */
export interface ChannelLimits {
  restrictedUntil(channelId: number): number | undefined;
  heldUntil(channelId: number): number | undefined;
}

export function createSituations({
  facts,
  settings,
  zone,
  tickets,
  limits,
  words,
}: {
  facts: Facts;
  settings: AutomationSettings;
  zone: ShopZone;
  tickets: TicketsPort;
  limits: ChannelLimits;
  words: () => Words;
}): Situations {
  /** Their days are worked out once, as long as nobody changes them. */
  const made = new WeakMap<BusinessHours, { readonly zone: string; readonly hours: Hours }>();

  function hoursOf(channelId: number, queueId?: number) {
    const ofQueue = queueId === undefined ? undefined : settings.ofQueue(queueId);
    const set = ofQueue ?? settings.hours(channelId);
    const timeZone = zone.get();
    const known = made.get(set);
    if (known?.zone === timeZone) return { hours: known.hours, set };
    const hours = createHours(set, timeZone);
    made.set(set, { zone: timeZone, hours });
    return { hours, set };
  }

  return {
    hoursOf,
    of(place, now, { messageId, starts = false, ticket: given } = {}) {
      const { conversationId, channelId } = place;
      const ticket = given ?? tickets.liveOf(conversationId);
      const automation = settings.automation(channelId);
      const { hours, set } = hoursOf(channelId, ticket?.queueId);
      const robot = facts.robotSwitch(conversationId);
      const humanAt = facts.humanAt(conversationId, Math.min(ticket?.openedAt ?? now, humanSince(now)));
      const menu = facts.menu(conversationId);
      const heard = humanAt ?? 0;
      return {
        chat: place.contactKind,
        automation,
        hours,
        // A queue with hours of its own has its own words too, or the channel's.
        offHours: set.offHours.on ? set.offHours : settings.hours(channelId).offHours,
        robotOff: robot?.off ?? false,
        ticket: ticket && {
          starts,
          openedAt: ticket.openedAt,
          waiting: ticket.waiting,
          waitingSince: ticket.waitingSince,
          queueId: ticket.queueId,
          robotOff: ticket.robotOff,
          menu,
        },
        humanAt,
        said: facts.said(conversationId),
        recent: facts.recent(conversationId, Math.max(recentSince(now), heard, robot?.at ?? 0)),
        offHoursToday: facts.offHoursOf(conversationId, now),
        echoes: messageId === undefined ? 0 : facts.echoes(conversationId, messageId),
        restrictedUntil: limits.restrictedUntil(channelId),
        heldUntil: limits.heldUntil(channelId),
        values: valuesOf({
          contactName: place.contactName,
          channelName: place.channelName,
          userName: ticket?.userId === undefined ? undefined : tickets.userName(ticket.userId),
          queueName: ticket?.queueId === undefined ? undefined : tickets.queueName(ticket.queueId),
          protocol: ticket?.protocol,
          hours: set,
          timeZone: zone.get(),
          at: now,
          words: words(),
        }),
        queueName: (queueId) => tickets.queueName(queueId),
      };
    },
  };
}
