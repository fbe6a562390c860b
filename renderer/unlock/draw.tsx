import '../page.ts';
import { createRoot } from 'react-dom/client';
import { UnlockPage } from './unlock-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(<UnlockPage />);
