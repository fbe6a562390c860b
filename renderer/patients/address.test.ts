import { expect, test } from 'vitest';
import { addressLines } from './address.ts';

test.each([
  [
    { zip: '88991', city: 'Larkmead', state: 'NV', addressLine1: '521 Old Quarry Road', addressLine2: 'Apt 4' },
    ['521 Old Quarry Road', 'Apt 4', 'Larkmead, NV 88991'],
  ],
  [{ city: 'Larkmead', zip: '88991', country: 'USA' }, ['Larkmead, 88991', 'USA']],
  [{ addressLine1: '1 Main Street', state: 'NV' }, ['1 Main Street', 'NV']],
  [{ addressLine1: '', city: '' }, []],
])('%j reads %j', (address, lines) => expect(addressLines(address)).toEqual(lines));
