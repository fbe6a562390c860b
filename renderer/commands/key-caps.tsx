import styles from '../ui/parts.module.css';

/** A shortcut as it stands on the key caps. */
export function KeyCaps({ shortcut }: { readonly shortcut: string }) {
  const names = shortcut.split('+').map((name) => (name === 'Escape' ? 'Esc' : name));
  return <kbd className={styles['key']}>{names.join('+')}</kbd>;
}
