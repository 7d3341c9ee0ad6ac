import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { setChannelLimit, useChannels } from '../../state/channels.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { isInUse } from '../channels/channel-state.ts';
import { useAsking } from '../forms/use-asking.ts';
import styles from './form.module.css';

const CHOICES = Array.from({ length: 10 }, (_, index) => ({ value: `${index + 1}`, label: `${index + 1}` }));

/** How many channels there may be (CH-5). Those in use stay, whatever is chosen. */
export function ChannelLimitForm() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const channels = useChannels((state) => state.channels);
  const known = useChannels((state) => state.limit);
  /** Undefined while it is what is known. */
  const [chosen, setChosen] = useState<number>();
  const { busy, error, ask } = useAsking();
  if (!channels) return null;
  const limit = chosen ?? known;
  const used = channels.filter(isInUse).length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await ask(() => setChannelLimit(limit)))) return;
    setChosen(undefined);
    notify('ok', t('shop.limitSaved'));
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field
        label={t('shop.limit')}
        hint={limit < used ? t('shop.limitBelow', { count: used }) : t('shop.limitHint')}
        error={error && words(error)}
      >
        {(control) => (
          <Select
            {...control}
            value={`${limit}`}
            onValue={(value) => setChosen(Number(value))}
            choices={CHOICES}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" busy={busy} disabled={limit === known}>
          {t('shop.saveLimit')}
        </Button>
      </div>
    </form>
  );
}
