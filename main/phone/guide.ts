import type { Clock } from '../clock.ts';
import { Refusal } from '../failure.ts';
import { type CheckItem, GUIDE_POINTS, type GuidePointId, LINK_CHECKS, type LinkCheckId } from './points.ts';
import { type AccountAge, ageNow } from './rules.ts';
import type { Phone, PhoneStore } from './store.ts';

/** What a window shows of one channel's phone guide and check list. */
export interface PhoneGuide {
  readonly points: readonly ((typeof GUIDE_POINTS)[number] & { readonly tickedAt: number | undefined })[];
  /** Points that still hold and are not ticked: what the card shows. */
  readonly open: readonly GuidePointId[];
  readonly linkChecks: readonly { readonly id: LinkCheckId; readonly tickedAt: number | undefined }[];
  /** No phone was linked yet: the check list comes before the code (QR-7). */
  readonly beforeFirstLink: boolean;
  readonly accountAge: AccountAge;
}

export interface PhoneGuides {
  of(channelId: number): PhoneGuide;
  tick(channelId: number, item: CheckItem, ticked: boolean): void;
  sayAge(channelId: number, age: AccountAge): void;
  /** Another phone and account are to come: nothing that was said of the last one is true of them. */
  clear(channelId: number): void;
}

export function createPhoneGuides({
  store,
  clock,
  changed,
}: {
  store: PhoneStore;
  clock: Clock;
  /** `of` answers something else now. */
  changed: (channelId: number) => void;
}): PhoneGuides {
  function existing(channelId: number): Phone {
    const phone = store.of(channelId);
    if (!phone) throw new Refusal('channel-not-found');
    return phone;
  }

  function change(channelId: number, work: () => void) {
    existing(channelId);
    work();
    changed(channelId);
  }

  return {
    of(channelId) {
      const { everLinked } = existing(channelId);
      const ticks = store.ticks(channelId);
      const said = store.saidAge(channelId);
      return {
        points: GUIDE_POINTS.map((point) => ({ ...point, tickedAt: ticks.get(point.id) })),
        open: GUIDE_POINTS.filter(({ id, standing }) => standing === 'holds' && !ticks.has(id)).map(
          ({ id }) => id,
        ),
        linkChecks: LINK_CHECKS.map((id) => ({ id, tickedAt: ticks.get(id) })),
        beforeFirstLink: !everLinked,
        accountAge: said ? ageNow(said, clock.now()) : 'unknown',
      };
    },
    tick: (channelId, item, ticked) =>
      change(channelId, () => {
        if (ticked) store.tick(channelId, item, clock.now());
        else store.untick(channelId, item);
      }),
    sayAge: (channelId, age) => change(channelId, () => store.sayAge(channelId, age, clock.now())),
    clear: (channelId) => change(channelId, () => store.clear(channelId)),
  };
}
