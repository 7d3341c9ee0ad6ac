import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../preload/entities.ts';
import Inbox from '../features/inbox/inbox.tsx';
import { PhoneBanner } from '../features/phone/phone-banner.tsx';
import { useHandover } from '../state/handover.ts';
import { useSearch } from '../state/search.ts';
import { type Place, useUi } from '../state/ui.ts';
import styles from './frame.module.css';
import { Rail } from './rail.tsx';
import { TopStrip } from './top-strip.tsx';
import { useActivity } from './use-activity.ts';
import { useAppKeys } from './use-app-keys.ts';

const Contacts = lazy(() => import('../features/contacts/contacts.tsx'));
const Schedules = lazy(() => import('../features/schedules/schedules.tsx'));
const Settings = lazy(() => import('../features/settings/settings.tsx'));
const HandoverSheet = lazy(() => import('../features/handover/handover-sheet.tsx'));
const SearchDialog = lazy(() => import('../features/search/search-dialog.tsx'));
const Palette = lazy(() => import('../features/palette/palette.tsx'));
const ShortcutSheet = lazy(() => import('../features/help/shortcut-sheet.tsx'));
const PairingDialog = lazy(() => import('../features/pairing/pairing-dialog.tsx'));

function Section({ place }: { place: Place }) {
  switch (place.at) {
    case 'inbox':
      return <Inbox />;
    case 'contacts':
      return <Contacts />;
    case 'schedules':
      return <Schedules />;
    case 'settings':
    case 'channel':
      return <Settings place={place} />;
  }
}

interface FrameProps {
  shopName: string;
  user: User;
  lockAfterMinutes: number;
}

const CONTENT = 'content';

/** The first stop of Tab: past the rail and the strip, straight to what one works on. */
function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      className={styles.skip}
      href={`#${CONTENT}`}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(CONTENT)?.focus();
      }}
    >
      {t('frame.skip')}
    </a>
  );
}

/** What is round everything once somebody is at the counter. */
export function Frame({ shopName, user, lockAfterMinutes }: FrameProps) {
  const place = useUi((state) => state.place);
  const pairingChannelId = useUi((state) => state.pairingChannelId);
  const searching = useSearch((state) => state.open);
  const palette = useUi((state) => state.palette);
  const help = useUi((state) => state.help);
  useAppKeys();
  const handover = useHandover((state) => state.open);
  useActivity(lockAfterMinutes);
  return (
    <div className={styles.frame}>
      <SkipLink />
      <Rail user={user} />
      <div className={styles.top}>
        <TopStrip shopName={shopName} />
        <PhoneBanner />
      </div>
      <main id={CONTENT} className={styles.main} tabIndex={-1}>
        <Suspense>
          <Section place={place} />
        </Suspense>
      </main>
      {pairingChannelId !== undefined && (
        <Suspense>
          <PairingDialog channelId={pairingChannelId} />
        </Suspense>
      )}
      <Suspense>
        {searching && <SearchDialog />}
        {palette && <Palette />}
        {handover && <HandoverSheet />}
        {help && <ShortcutSheet />}
      </Suspense>
    </div>
  );
}
