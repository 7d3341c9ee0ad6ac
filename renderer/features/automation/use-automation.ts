import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ChannelAutomation } from '../../../preload/entities/automation.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../state/ui.ts';
import { useKept } from '../../state/unsaved.ts';

export interface AutomationForm<T> {
  /** As it stands in the fields; undefined until main has told. */
  readonly value: T | undefined;
  readonly changed: boolean;
  readonly saving: boolean;
  readonly error: CallError | undefined;
  change(value: T): void;
  save(): Promise<void>;
  discard(): void;
}

/** How the unsaved rest of a section is called. */
export function formOf(channelId: number, section: keyof ChannelAutomation | 'hours'): string {
  return `channel-${channelId}-${section}`;
}

/** One section of a channel's automation, as a form. */
export function useAutomation<S extends keyof ChannelAutomation>(
  channelId: number,
  section: S,
): AutomationForm<ChannelAutomation[S]> {
  const { t } = useTranslation();
  const [known, setKnown] = useState<ChannelAutomation[S]>();
  const [value, keep] = useKept(formOf(channelId, section), known);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  useEffect(() => {
    const load = async () => {
      const reply = await call('automation.get', { channelId });
      if (!reply.ok) return setError(reply.error);
      setKnown(reply.value[section]);
    };
    void load();
  }, [channelId, section]);

  return {
    // Not before main has told: what was left is compared with it.
    value: known && value,
    changed: JSON.stringify(value) !== JSON.stringify(known),
    saving,
    error,
    change: keep,
    async save() {
      if (saving || !value) return;
      setSaving(true);
      const reply = await call('automation.set', { channelId, [section]: value });
      setSaving(false);
      setError(reply.ok ? undefined : reply.error);
      if (!reply.ok) return;
      setKnown(reply.value[section]);
      keep();
      notify('ok', t('automation.saved'));
    },
    discard() {
      keep();
      setError(undefined);
    },
  };
}
