import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { declareSeen } from '../../state/phone.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';

/** *Abri o WhatsApp no celular*: the receptionist's word counts as a sign of the phone (PH-6). */
export function DeclareSeen({ channel: { id, name } }: { channel: Channel }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [busy, setBusy] = useState(false);
  const declare = async () => {
    setBusy(true);
    const refused = await declareSeen(id);
    setBusy(false);
    if (refused) notify('bad', words(refused));
    else notify('ok', t('phone.declared', { channel: name }));
  };
  return (
    <Button size="small" icon={Smartphone} busy={busy} onClick={() => void declare()}>
      {t('phone.declare')}
    </Button>
  );
}
