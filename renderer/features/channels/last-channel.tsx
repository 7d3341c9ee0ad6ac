import { Archive, Copy, FolderOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Bound, Channel } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { archiveChannel, useChannels } from '../../state/channels.ts';
import { copy } from '../../state/copy.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { BoundTable } from './bound-table.tsx';
import { isInUse } from './channel-state.ts';
import { NewChannel } from './new-channel.tsx';
import styles from './remove-channel.module.css';

interface LastChannelProps {
  channel: Channel;
  bound: Bound;
  onClose: () => void;
}

/** There is data and no other channel to take it: create one, or export and archive (CH-9). */
export function LastChannel({ channel, bound, onClose }: LastChannelProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { channels = [], limit } = useChannels();
  const [creating, setCreating] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const [folder, setFolder] = useState<string>();
  const full = channels.filter(isInUse).length >= limit;

  const archive = async () => {
    setBusy(true);
    const reply = await archiveChannel(channel.id);
    setBusy(false);
    if (reply.ok) setFolder(reply.value.folder);
    else setError(reply.error);
  };
  // Once it is there, the plan is asked for again and offers it as the destination.
  if (creating) return <NewChannel onClose={() => setCreating(false)} />;
  if (folder !== undefined) return <Archived channel={channel} folder={folder} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={busy ? () => undefined : onClose}
      title={t('removal.title', { channel: channel.name })}
      closeLabel={t('common.close')}
    >
      <DialogContent>
        <BoundTable bound={bound} />
        <p>{channel.archivedAt === undefined ? t('removal.alone.about') : t('removal.archivedAlready')}</p>
        <div className={styles.way}>
          <div>
            <h3>{t('removal.alone.create')}</h3>
            <p>{full ? t('removal.alone.full') : t('removal.alone.createAbout')}</p>
          </div>
          <Button icon={Plus} disabled={full || busy} onClick={() => setCreating(true)}>
            {t('channels.new')}
          </Button>
        </div>
        {channel.archivedAt === undefined && (
          <div className={styles.way}>
            <div>
              <h3>{t('removal.alone.archive')}</h3>
              <p>{t('removal.alone.archiveAbout')}</p>
            </div>
            <Button icon={Archive} busy={busy} onClick={() => void archive()}>
              {t('removal.alone.archive')}
            </Button>
          </div>
        )}
        {error && (
          <Banner tone="bad" live>
            {words(error)}
          </Banner>
        )}
      </DialogContent>
      <DialogActions>
        <Button disabled={busy} onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Archived({ channel, folder, onClose }: { channel: Channel; folder: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removal.archivedTitle', { channel: channel.name })}
      about={t('removal.archivedAbout')}
      closeLabel={t('common.close')}
    >
      <DialogContent>
        <p className={styles.folder}>
          <FolderOpen size={18} aria-hidden="true" />
          <code>{folder}</code>
        </p>
      </DialogContent>
      <DialogActions>
        <Button
          icon={Copy}
          onClick={() => copy(folder, { done: t('common.copied'), failed: t('common.copyFailed') })}
        >
          {t('removal.copyFolder')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
