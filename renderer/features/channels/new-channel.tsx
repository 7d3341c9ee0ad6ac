import { Check, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ChannelMethod } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { createChannel } from '../../state/channels.ts';
import { notify } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useAsking } from '../forms/use-asking.ts';
import styles from './new-channel.module.css';
import { proposeSlug } from './slug.ts';

export function NewChannel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [name, setName] = useState('');
  /** Undefined while it still follows the name. */
  const [ownSlug, setOwnSlug] = useState<string>();
  const [method, setMethod] = useState<ChannelMethod>('linked-device');
  const { busy, error, ask } = useAsking();
  const createdId = useRef<number>(undefined);
  const slug = ownSlug ?? proposeSlug(name);
  const field = error && fieldOf(error);

  const submit = async () => {
    const created = await ask(async () => {
      const reply = await createChannel({ name, slug, method });
      if (!reply.ok) return reply.error;
      createdId.current = reply.value.id;
      notify('ok', t('channels.created', { name: reply.value.name }));
      return undefined;
    });
    if (created) onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={t('channels.new')}
      about={t('channels.newAbout')}
      size="large"
      returnFocus={() => document.querySelector(`#channel-${createdId.current} [data-next-step]`)}
      save={t('channels.create')}
      busy={busy}
      error={field === undefined ? error : undefined}
      onSubmit={submit}
    >
      <div className={styles.fields}>
        <TextField
          label={t('channels.name')}
          hint={t('channels.nameHint')}
          error={error && field === 'name' ? words(error) : undefined}
          maxLength={60}
          value={name}
          onValue={setName}
        />
        <TextField
          label={t('channels.slug')}
          hint={t('channels.slugHint')}
          error={error && field === 'slug' ? words(error) : undefined}
          maxLength={40}
          mono
          dir="ltr"
          value={slug}
          onValue={setOwnSlug}
        />
      </div>
      <h3>{t('channels.methodTitle')}</h3>
      <ChoiceCards
        label={t('channels.methodTitle')}
        value={method}
        onValue={setMethod}
        choices={[
          {
            value: 'linked-device',
            label: t('channels.method.linked-device.label'),
            content: <Points method="linked-device" />,
          },
          {
            value: 'cloud-api',
            label: t('channels.method.cloud-api.label'),
            disabled: true,
            content: <Points method="cloud-api" notYet />,
          },
        ]}
      />
    </FormDialog>
  );
}

/** Beside which field a refusal stands. */
function fieldOf({ code, field }: CallError): 'name' | 'slug' | undefined {
  if (code === 'name-taken' || field === 'name') return 'name';
  if (code === 'slug-taken' || field === 'slug') return 'slug';
  return undefined;
}

const PRO = ['pro1', 'pro2', 'pro3'] as const;
const CAUTION = ['caution1', 'caution2', 'caution3'] as const;

function Points({ method, notYet = false }: { method: ChannelMethod; notYet?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={styles.points}>
      {notYet && <Badge tone="warn">{t('channels.notYet')}</Badge>}
      <span className={styles.head}>{t('channels.pros')}</span>
      {PRO.map((key) => (
        <span key={key} className={styles.point}>
          <Check size={14} className={styles.good} aria-hidden="true" />
          {t(`channels.method.${method}.${key}`)}
        </span>
      ))}
      <span className={styles.head}>{t('channels.cautions')}</span>
      {CAUTION.map((key) => (
        <span key={key} className={styles.point}>
          <TriangleAlert size={14} className={styles.care} aria-hidden="true" />
          {t(`channels.method.${method}.${key}`)}
        </span>
      ))}
    </span>
  );
}
