import { Temporal } from 'temporal-polyfill';
import type { BusinessHours, ChannelHours, HolidayOffer } from '../../preload/entities/hours.ts';
import type { Bus, Handlers } from '../api/handler.ts';
import { refuseTexts } from '../automation/checks.ts';
import type { AutomationSettings } from '../automation/settings.ts';
import type { Situations } from '../automation/situations.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import type { Audit } from '../users/audit.ts';
import { faultIn } from './checks.ts';
import { offeredFrom } from './holidays.ts';
import { known, type ShopZone, zones } from './zone.ts';

export function hoursHandlers({
  clock,
  bus,
  audit,
  settings,
  situations,
  zone,
  channels,
  channelName,
  queueExists,
}: {
  clock: Clock;
  bus: Bus;
  audit: Audit;
  settings: AutomationSettings;
  situations: Situations;
  zone: ShopZone;
  channels: () => readonly { readonly id: number }[];
  /** Refuses an id that is no channel's. */
  channelName: (channelId: number) => string;
  queueExists: (queueId: number) => boolean;
}): Pick<Handlers, Extract<keyof Handlers, `hours.${string}`>> {
  const everyChannel = () => channels().map(({ id }) => id);

  function of(channelId: number): ChannelHours {
    channelName(channelId);
    const { hours, set } = situations.hoursOf(channelId);
    return { channelId, hours: set, ...calendar(), now: hours.stateAt(clock.now()) };
  }

  function calendar(): { timeZone: string; offered: HolidayOffer[] } {
    const timeZone = zone.get();
    const now = Temporal.Instant.fromEpochMilliseconds(clock.now()).toZonedDateTimeISO(timeZone);
    return { timeZone, offered: offeredFrom(now.toPlainDate()) };
  }

  /** The usual hours of the shop, as its first channel has them: most queues differ from them in little. */
  function proposal(): BusinessHours {
    const [first] = everyChannel();
    const usual = settings.hours(first ?? 0);
    return { ...usual, on: true, offHours: { on: false, text: '' } };
  }

  function refuseFaults(hours: BusinessHours): void {
    const fault = faultIn(hours);
    if (fault) throw new Refusal(fault.code, { field: `hours.${fault.field}` });
    const { on, text } = hours.offHours;
    refuseTexts([{ field: 'hours.offHours.text', text, mayBeEmpty: !on }]);
  }

  return {
    'hours.get': ({ channelId }) => of(channelId),
    'hours.set'({ channelId, hours }, { user }) {
      const channel = channelName(channelId);
      refuseFaults(hours);
      settings.set(channelId, 'hours', hours);
      audit(user, 'hours.set', { channel });
      bus.emit('automation.changed', { channelIds: [channelId] });
      return of(channelId);
    },
    'hours.ofQueue'({ queueId }) {
      if (!queueExists(queueId)) throw new Refusal('queue-not-found', { field: 'queueId' });
      const own = settings.ofQueue(queueId);
      return { queueId, own: own !== undefined, hours: own ?? proposal(), ...calendar() };
    },
    'hours.setOfQueue'({ queueId, hours }, { user }) {
      if (!queueExists(queueId)) throw new Refusal('queue-not-found', { field: 'queueId' });
      if (hours) refuseFaults(hours);
      settings.setOfQueue(queueId, hours);
      audit(user, 'hours.set-of-queue', { queueId });
      bus.emit('automation.changed', { channelIds: everyChannel() });
    },
    'hours.zone': () => ({
      timeZone: zone.get(),
      ofMachine: zone.chosen() === undefined,
      zones: zones(),
    }),
    'hours.setZone'({ timeZone }, { user }) {
      if (timeZone !== undefined && known(timeZone) === undefined) {
        throw new Refusal('time-zone-unknown', { field: 'timeZone' });
      }
      zone.choose(timeZone);
      audit(user, 'hours.zone-set', { timeZone: timeZone ?? '' });
      bus.emit('automation.changed', { channelIds: everyChannel() });
    },
  };
}
