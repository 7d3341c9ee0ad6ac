import { useTranslation } from 'react-i18next';
import { shortcuts, type Where } from '../../keyboard/shortcuts.ts';
import { showHelp } from '../../state/ui.ts';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './shortcut-sheet.module.css';

const PARTS: readonly Where[] = ['anywhere', 'inbox', 'conversation', 'composer'];

/** F1: every shortcut there is, from the table that the keys themselves go by. */
export default function ShortcutSheet() {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      size="large"
      title={t('shortcuts.title')}
      about={t('shortcuts.about')}
      closeLabel={t('common.close')}
      onClose={() => showHelp(false)}
    >
      <DialogContent>
        <div className={styles.parts}>
          {PARTS.map((part) => (
            <section key={part} className={styles.part} aria-label={t(`shortcuts.where.${part}`)}>
              <h3 className={styles.heading}>{t(`shortcuts.where.${part}`)}</h3>
              <dl>
                {shortcuts
                  .filter(({ where }) => where === part)
                  .map(({ id, keys }) => (
                    <div key={id} className={styles.line}>
                      <dt className={styles.words}>{t(`shortcuts.do.${id}`)}</dt>
                      <dd className={styles.keys}>
                        {keys.map((each, at) => (
                          <span key={each} className={styles.combination}>
                            {at > 0 && <span className={styles.or}>{t('shortcuts.or')}</span>}
                            <Kbd keys={each} />
                            <VisuallyHidden>{each}</VisuallyHidden>
                          </span>
                        ))}
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
