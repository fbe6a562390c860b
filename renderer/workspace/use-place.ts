import { useEffect } from 'react';
import { type NameParts, sayName, sayShortName } from '../ui/name.ts';
import { useSession } from './session.tsx';

/** How names stand in lists here: short where strangers can look on. */
export function useListName(): (parts: NameParts) => string {
  return useSession().publicPlace ? sayShortName : sayName;
}

/** In a public place the page is blurred while another window is in front. */
export function useBlurAway(): void {
  const { publicPlace } = useSession();
  useEffect(() => {
    if (!publicPlace) return undefined;
    const root = document.documentElement;
    const away = () => root.setAttribute('data-away', '');
    const back = () => root.removeAttribute('data-away');
    window.addEventListener('blur', away);
    window.addEventListener('focus', back);
    return () => {
      back();
      window.removeEventListener('blur', away);
      window.removeEventListener('focus', back);
    };
  }, [publicPlace]);
}
