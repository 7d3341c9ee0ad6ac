import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { type Link, piecesOf } from './links.ts';
import styles from './text.module.css';

/** Text with its links. They open in the system's browser, and nothing of them is fetched here. */
export function LinkedText({ text }: { text: string }) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return pieces.map((piece, index) =>
    // oxlint-disable-next-line react/no-array-index-key -- pieces of one text never move
    'text' in piece ? piece.text : <TextLink key={index} link={piece.link} />,
  );
}

function TextLink({ link: { shown, href, host, deceptive } }: { link: Link }) {
  const { t } = useTranslation();
  return (
    <>
      <Tooltip words={t('message.leadsTo', { host })}>
        <a className={styles.link} href={href} target="_blank" rel="noopener noreferrer" dir="ltr">
          {shown}
        </a>
      </Tooltip>
      {deceptive && (
        <span className={styles.trueHost} dir="ltr">
          {t('message.reallyLeadsTo', { host })}
        </span>
      )}
    </>
  );
}
