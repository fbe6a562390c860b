import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root')).render(
  <main>
    <h1>A window</h1>
    <label>
      Password <input type="password" />
    </label>
    <button type="button">Sign in</button>
  </main>,
);
