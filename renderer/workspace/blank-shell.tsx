import { useEffect, useState } from 'react';
import type { DoorStatus } from '../../shared/operations/session.ts';
import { Look } from '../ui/look.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ask } from './ask.ts';
import styles from './shell.module.css';

/** The empty frame of the workspace, in the door's colors and language: what is drawn while the page waits hidden, and what is there at once after the password. */
export function BlankShell() {
  const [door, setDoor] = useState<DoorStatus | null>(null);
  useEffect(() => {
    void ask('door.status', {}).then((answer) => answer.ok && setDoor(answer.value));
  }, []);
  if (door === null) return null;
  return (
    <Look likes={door}>
      <div className={styles['shell']} data-testid="blank-shell">
        <div className={styles['rail']} />
        <div className={styles['header']} />
        <main className={styles['content']}>
          <Waiting slow />
        </main>
        <div className={styles['status']} />
      </div>
    </Look>
  );
}
