import { useEffect, useRef } from 'react';
import { visitListener } from './visit-changes.ts';

/** Calls when another window of this session has changed a visit, or what a row of one shows. */
export function useChangedVisits(then: () => void): void {
  const newest = useRef(then);
  newest.current = then;
  useEffect(() => {
    const { hear, stop } = visitListener(() => newest.current());
    const end = window.clinicEvents.on('changed', hear);
    return () => {
      end();
      stop();
    };
  }, []);
}
