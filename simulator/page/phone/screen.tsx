import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { words } from '../words/words.ts';
import styles from './screen.module.css';

interface ScreenProps {
  title: string;
  subtitle?: string | undefined;
  onBack: () => void;
  children: ReactNode;
  dark?: boolean;
  /** Something to be answered before the rest of the screen is usable again. */
  question?: ReactNode;
}

/** A screen of the phone under the way back. */
export function Screen({ title, subtitle, onBack, children, dark = false, question }: ScreenProps) {
  return (
    <section className={styles.screen} data-dark={dark || undefined} aria-label={title}>
      <div className={styles.rest} inert={Boolean(question)}>
        <header className={styles.bar}>
          <IconButton icon={ArrowLeft} label={words.back} onClick={onBack} />
          <div className={styles.titles}>
            <h2 className={styles.title}>{title}</h2>
            {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
          </div>
        </header>
        {children}
      </div>
      {question}
    </section>
  );
}
