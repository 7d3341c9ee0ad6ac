import { Copy, UserRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactCard } from '../../../../preload/entities.ts';
import { formatPhone } from '../../../i18n/phone.ts';

import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useCopy } from '../use-copy.ts';
import styles from './cards.module.css';

const FEW_CARDS = 3;
const FEW_NUMBERS = 4;

/** People that somebody sent: names and numbers to copy. */
export function ContactCards({ cards, total }: { cards: readonly ContactCard[]; total: number }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? cards : cards.slice(0, FEW_CARDS);
  const left = total - shown.length;
  return (
    <div className={styles.people}>
      <ul aria-label={t('message.kinds.contacts')}>
        {shown.map((card, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- cards of one message never move
          <Card key={index} card={card} />
        ))}
      </ul>
      {left > 0 && !all && cards.length > shown.length && (
        <Button size="small" look="quiet" onClick={() => setAll(true)}>
          {t('message.moreContacts', { count: left })}
        </Button>
      )}
      {left > 0 && (all || cards.length === shown.length) && (
        <span className={styles.faint}>{t('message.moreContacts', { count: left })}</span>
      )}
    </div>
  );
}

function phoneOf(number: string): string {
  const digits = number.replaceAll(/\D/g, '');
  return digits.length >= 8 && digits.length <= 15 && /^\+?\d+$/.test(number) ? formatPhone(digits) : number;
}

function Card({ card: { name, numbers } }: { card: ContactCard }) {
  const { t } = useTranslation();
  const copyText = useCopy();
  const [all, setAll] = useState(false);
  const shown = all ? numbers : numbers.slice(0, FEW_NUMBERS);
  return (
    <li className={styles.person}>
      <UserRound size={18} aria-hidden="true" />
      <div className={styles.words}>
        <strong dir="auto">{name}</strong>
        {shown.map((number, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- numbers of one card never move
          <span key={index} className={styles.number}>
            <bdi>{phoneOf(number)}</bdi>
            <IconButton
              icon={Copy}
              label={t('message.copyNumber', { number: phoneOf(number) })}
              onClick={() => copyText(phoneOf(number))}
            />
          </span>
        ))}
        {shown.length < numbers.length && (
          <Button size="small" look="quiet" onClick={() => setAll(true)}>
            {t('message.moreNumbers', { count: numbers.length - shown.length })}
          </Button>
        )}
      </div>
    </li>
  );
}
