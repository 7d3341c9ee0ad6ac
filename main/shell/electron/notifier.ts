import type { Notification, NotificationConstructorOptions } from 'electron';
import type { WindowSession } from '../../api/handler.ts';
import type { Words } from '../../i18n/index.ts';
import type { Notifier } from '../../ports.ts';

/** Notices of the system, for whoever does not look at the window. */
export function createNotifier({
  create,
  counter,
  words,
  show,
  badge,
}: {
  create: (options: NotificationConstructorOptions) => Notification;
  counter: WindowSession;
  words: Words;
  show: () => void;
  badge: (count: number) => void;
}): Notifier {
  // What nothing refers to is collected, and its click is never heard.
  const shown = new Set<Notification>();
  function tell(options: NotificationConstructorOptions, open?: () => void) {
    // The window rings, with the sound and volume that were chosen.
    const notice = create({ ...options, silent: true });
    shown.add(notice);
    notice.on('click', () => {
      show();
      open?.();
    });
    notice.on('close', () => shown.delete(notice));
    notice.show();
  }
  return {
    badge,
    // Whoever passes a locked counter need not read who wrote what.
    message: ({ title, body, open }) =>
      tell(counter.user ? { title, body } : { title: words('notice.message') }, open),
    // Not held back: the window may be open and nobody look at the channels for days.
    phone: ({ title, body }) => tell({ title, body }),
  };
}
