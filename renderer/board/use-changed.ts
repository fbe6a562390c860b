import { useEffect } from 'react';
import { touchesVisits } from './visit-changes.ts';

/** Calls when another window of this session has changed a visit, or what a row of one shows. */
export function useChangedVisits(then: () => void): void {
  useEffect(() => window.clinicEvents.on('changed', (name) => touchesVisits(name) && then()), [then]);
}
