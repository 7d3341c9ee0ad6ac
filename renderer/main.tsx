import '@fontsource-variable/inter/index.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { Guard } from './app/guard.tsx';
import { ClosedDoor } from './app/opening.tsx';
import { attend } from './app/station.ts';
import { enter } from './bridge.ts';
import { startI18n } from './i18n/i18n.ts';
import { setShutOut } from './state/ui.ts';
import { watchAppearance } from './state/preferences.ts';

async function start(root: HTMLElement): Promise<void> {
  watchAppearance();
  await startI18n();
  const problem = await enter(setShutOut);
  if (!problem) attend();
  createRoot(root).render(
    <StrictMode>
      <Guard>{problem ? <ClosedDoor problem={problem} /> : <App />}</Guard>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
