import '../page.ts';
import '../checks.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from '../workspace/session.tsx';
import { BoardWindow } from './board-window.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <SessionProvider>
      <BoardWindow />
    </SessionProvider>
  </StrictMode>,
);
