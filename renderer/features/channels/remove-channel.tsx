import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Bound, Channel } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { planRemoval, removeChannel, type RemovalPlan, useChannels } from '../../state/channels.ts';
import { goTo, notify, showRemoval, useUi } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BoundTable } from './bound-table.tsx';
import { Destinations } from './destinations.tsx';
import { LastChannel } from './last-channel.tsx';

/** Main asks for a destination when any of these exist. */
function holdsData({ conversations, prompts, integrations }: Bound): boolean {
  return conversations + prompts + integrations > 0;
}

/** *Remover* (CH-9): what is here, where it goes, and only then the red button. */
export default function RemoveChannel({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { id, name } = channel;
  const [into, setInto] = useState<number>();
  const [busy, setBusy] = useState(false);
  const { plan, error, load, setError } = usePlan(id, !busy);
  const channels = useChannels((state) => state.channels) ?? [];
  // What has gone since the plan was made is no destination, though the new plan is still on its way.
  const destinations = (plan?.destinations ?? []).filter(({ channelId }) =>
    channels.some((each) => each.id === channelId && each.archivedAt === undefined),
  );
  const chosen = destinations.some(({ channelId }) => channelId === into) ? into : undefined;
  const needsOne = plan !== undefined && holdsData(plan.bound);

  const remove = async () => {
    const destination = channels.find((each) => each.id === chosen);
    setBusy(true);
    const refused = await removeChannel(id, chosen);
    setBusy(false);
    if (refused) {
      await load();
      setError(refused);
      return;
    }
    notify(
      'ok',
      destination
        ? t('removal.doneInto', { channel: name, into: destination.name })
        : t('removal.done', { channel: name }),
    );
    close();
    if (useUi.getState().place.at === 'channel') goTo({ at: 'settings', page: 'channels' });
  };

  if (plan && needsOne && plan.destinations.length === 0) {
    return <LastChannel channel={channel} bound={plan.bound} onClose={close} />;
  }
  return (
    <Dialog
      open
      onClose={busy ? () => undefined : close}
      title={t('removal.title', { channel: name })}
      closeLabel={t('common.close')}
      returnFocus={(openerIsGone) => (openerIsGone ? document.getElementById(`channel-${id}`) : null)}
    >
      <DialogContent>
        {!plan && !error && (
          <output aria-label={t('common.loading')}>
            <Skeleton width="100%" height="8rem" />
          </output>
        )}
        {plan && !needsOne && <p>{t('removal.nothing')}</p>}
        {plan && needsOne && (
          <>
            <BoundTable bound={plan.bound} />
            <Destinations destinations={destinations} value={chosen} onValue={setInto} />
          </>
        )}
        {plan && (
          <Banner tone="bad">
            {channel.archivedAt === undefined ? t('removal.final') : t('removal.finalArchived')}
            {plan.bound.queued > 0 && ` ${t('removal.queuedFails')}`}
          </Banner>
        )}
        {error && (
          <Banner
            tone="bad"
            live
            action={
              !plan && (
                <Button size="small" onClick={() => void load()}>
                  {t('common.tryAgain')}
                </Button>
              )
            }
          >
            {!plan && `${t('removal.loadFailed')}. `}
            {words(error)}
          </Banner>
        )}
      </DialogContent>
      <DialogActions>
        <Button disabled={busy} onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button
          look="danger"
          busy={busy}
          disabled={!plan || (needsOne && chosen === undefined)}
          onClick={() => void remove()}
        >
          {busy ? t('channels.removing') : t('removal.confirm', { channel: name })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const close = () => showRemoval(undefined);

/** What the removal would do; asked again when channels come or go while the dialogue is open. */
function usePlan(channelId: number, wanted: boolean) {
  const [plan, setPlan] = useState<RemovalPlan>();
  const [error, setError] = useState<CallError>();
  const others = useChannels(({ channels = [] }) =>
    channels.map(({ id, archivedAt }) => `${id}${archivedAt === undefined ? '' : 'a'}`).join(),
  );
  const load = useCallback(async () => {
    const reply = await planRemoval(channelId);
    if (reply.ok) setPlan(reply.value);
    setError(reply.ok ? undefined : reply.error);
  }, [channelId]);
  useEffect(() => {
    if (wanted) void load();
    // Not because `wanted` changes: a refusal that has just been shown would go.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [load, others]);
  return { plan, error, load, setError };
}
