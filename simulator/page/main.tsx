import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './base.css';
import { listen } from './live.ts';

const root = document.querySelector('#root');
if (root) createRoot(root).render(<App />);
listen();
