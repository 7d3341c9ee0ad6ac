/** The phone guide and the check list before the first link, as ids and facts; the windows have their words. */
import { PHONE_DAYS } from './rules.ts';

/** Devices that WhatsApp links to one account, besides the phone. */
export const LINKED_DEVICES = 4;
/** WhatsApp unlinks a device that did not connect for so many days. */
const DEVICE_DAYS = 30;

/**
 * The eight points of *Como configurar o celular* (PH-1) in their order. `standing`: whether the point is still asked
 * for, or is shown as a tip with today's truth beside it (PH-2). `today` names that truth; `facts` are its figures.
 */
export const GUIDE_POINTS = [
  {
    id: 'stable-internet',
    standing: 'holds',
    today: 'needed-to-link-and-every-14-days',
    facts: { phoneDays: PHONE_DAYS },
  },
  {
    id: 'no-whatsapp-web',
    standing: 'outdated',
    today: 'several-devices-at-once',
    facts: { devices: LINKED_DEVICES },
  },
  {
    id: 'screen-always-on',
    standing: 'outdated',
    today: 'open-whatsapp-every-14-days',
    facts: { phoneDays: PHONE_DAYS },
  },
  {
    id: 'phone-never-off',
    standing: 'outdated',
    today: 'works-with-the-phone-off',
    facts: { phoneDays: PHONE_DAYS, deviceDays: DEVICE_DAYS },
  },
  { id: 'dedicated-phone', standing: 'holds', today: 'any-use-is-a-sign-of-the-phone', facts: {} },
  { id: 'no-power-saving', standing: 'outdated', today: 'works-with-the-phone-asleep', facts: {} },
  { id: 'media-download', standing: 'holds', today: 'old-media-come-from-the-phone', facts: {} },
  { id: 'never-read-on-phone', standing: 'outdated', today: 'stays-new-here', facts: {} },
] as const;

/** Before the first link (QR-7). */
export const LINK_CHECKS = [
  'account-in-use',
  'whatsapp-business',
  'same-internet',
  'whatsapp-web-closed',
  'never-banned',
] as const;

export type GuidePointId = (typeof GUIDE_POINTS)[number]['id'];
export type LinkCheckId = (typeof LINK_CHECKS)[number];
export type CheckItem = GuidePointId | LinkCheckId;
