import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import styles from './typing.module.css';

export function Typing({ className }: { className?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <span className={cx(className, styles.typing)}>
      {t('inbox.typing')}
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </span>
  );
}
