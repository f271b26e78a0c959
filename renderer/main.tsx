import './door/token.ts';
import './look/fonts.ts';
import '@mantine/core/styles.layer.css';
import '@mantine/dropzone/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './look/tokens.css';
import './look/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod';
import { App } from './app.tsx';
import { onAskedDeparture } from './door/asked-departure.ts';
import { lookAhead } from './look-ahead.ts';
import { router } from './router.tsx';

// Zod would compile its checks with `new Function`, which the page's policy forbids.
z.config({ jitless: true });

const page = document.getElementById('page');
if (page === null) throw new Error('no page to draw on');
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
onAskedDeparture((departure) => router.history.push(`/departure/${departure}`));
lookAhead();
