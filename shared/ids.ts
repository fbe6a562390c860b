import { v7 } from 'uuid';

/** A time-ordered id (UUID version 7, RFC 9562 5.7), so that rows written together lie together in every index. */
export const newId = (): string => v7();
