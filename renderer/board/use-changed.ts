import { useEffect } from 'react';

/** Calls when another window of this session has changed a visit. */
export function useChangedVisits(then: () => void): void {
  useEffect(() => window.clinicEvents.on('changed', (name) => name.startsWith('visit.') && then()), [then]);
}
