import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from '../../../preload/contract.ts';
import type { ClosingReason } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance, useAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { moved } from '../queues/moved.ts';
import styles from './attendance.module.css';
import { Part } from './page.tsx';

/** Why a conversation is closed, to choose from (AT-11). */
export function ClosingReasons({ required }: { required: boolean }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const reasons = useAttendance((state) => state.reasons).filter(({ retired }) => !retired);
  const [editing, setEditing] = useState<ClosingReason>();
  const [removing, setRemoving] = useState<ClosingReason>();

  const tell = async (reply: Reply<unknown>) => {
    if (!reply.ok) notify('bad', words(reply.error));
    await loadAttendance();
  };
  const move = async (from: number, to: number) => {
    const ids = moved(
      reasons.map(({ id }) => id),
      from,
      to,
    );
    await tell(await call('closingReasons.reorder', { ids }));
  };
  const remove = async () => {
    if (!removing) return;
    const reply = await call('closingReasons.remove', { reasonId: removing.id });
    setRemoving(undefined);
    await tell(reply);
  };
  return (
    <Part title={t('attendance.reasons')} about={t('attendance.reasonsAbout')}>
      {required && reasons.length === 0 && <Banner tone="warn">{t('attendance.reasonsMissing')}</Banner>}
      {reasons.length > 0 && (
        <Card>
          <ol aria-label={t('attendance.reasons')}>
            {reasons.map((reason, at) => (
              <li key={reason.id} className={styles.reason}>
                <bdi className={styles.name}>{reason.name}</bdi>
                <IconButton
                  icon={ArrowUp}
                  label={t('queues.up', { name: reason.name })}
                  disabled={at === 0}
                  onClick={() => void move(at, at - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t('queues.down', { name: reason.name })}
                  disabled={at === reasons.length - 1}
                  onClick={() => void move(at, at + 1)}
                />
                <IconButton
                  icon={Pencil}
                  label={t('attendance.reasonRename', { name: reason.name })}
                  onClick={() => setEditing(reason)}
                />
                <IconButton
                  icon={Trash2}
                  label={t('attendance.reasonRemove', { name: reason.name })}
                  onClick={() => setRemoving(reason)}
                />
              </li>
            ))}
          </ol>
        </Card>
      )}
      <NewReason />
      {editing && <RenameReason reason={editing} onClose={() => setEditing(undefined)} />}
      <Confirm
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('attendance.reasonRemoveTitle', { name: removing?.name ?? '' })}
        about={t('attendance.reasonRemoveAbout')}
        cancel={t('common.cancel')}
        confirm={t('queues.remove')}
        onConfirm={() => void remove()}
      />
    </Part>
  );
}

function NewReason() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [name, setName] = useState('');
  const { busy, error, ask } = useAsking();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await ask(async () => {
      const reply = await call('closingReasons.create', { name });
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    setName('');
    await loadAttendance();
  };
  return (
    <form className={styles.add} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('attendance.reasonNew')}
        placeholder={t('attendance.reasonExample')}
        maxLength={60}
        value={name}
        onValue={setName}
        error={error && words(error)}
      />
      <Button type="submit" busy={busy} disabled={name.trim() === ''}>
        {t('attendance.reasonAdd')}
      </Button>
    </form>
  );
}

function RenameReason({ reason, onClose }: { reason: ClosingReason; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [name, setName] = useState(reason.name);
  const { busy, error, ask } = useAsking();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await ask(async () => {
      const reply = await call('closingReasons.rename', { reasonId: reason.id, name });
      return reply.ok ? undefined : reply.error;
    });
    if (!done) return;
    await loadAttendance();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t('attendance.reasonRenameTitle')}
      closeLabel={t('common.close')}
    >
      <form onSubmit={(event) => void submit(event)}>
        <DialogContent>
          <TextField
            label={t('tickets.close.reason')}
            maxLength={60}
            value={name}
            onValue={setName}
            error={error && words(error)}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('common.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
