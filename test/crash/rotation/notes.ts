import * as z from 'zod';

/** What the practice was told to be durable, or what somebody who left took along. */
export const acknowledged = z.discriminatedUnion('did', [
  z.strictObject({ did: z.literal('found'), kit: z.string() }),
  z.strictObject({ did: z.literal('register'), patientId: z.uuid() }),
  z.strictObject({ did: z.literal('remove'), userId: z.uuid(), epoch: z.int(), box: z.string() }),
  z.strictObject({ did: z.literal('enter') }),
]);
export type Acknowledged = z.infer<typeof acknowledged>;
