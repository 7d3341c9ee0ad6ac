import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../preload/entities.ts';

interface StateWords {
  /** *Conectado*, *Conectando*, *Desconectado*. */
  state: string;
  /** Why, as a sentence; nothing when there is nothing to explain. */
  reason: string | undefined;
}

export function useStateWords(): (channel: Channel) => StateWords {
  const { t } = useTranslation();
  return ({ state: { phase, reason } }) => ({
    state: t(`channels.phase.${phase}`),
    reason: reason && t(`channels.reason.${reason}`),
  });
}
