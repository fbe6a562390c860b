import type * as z from 'zod';

/** The mark protected health information wears in the types, so that a plain operation that would carry it does not compile. */
export type PhiMark = z.core.$brand<'Phi'>;

/** Marks a schema as PHI. Every schema in shared/phi ends in it. */
export const phiModel = <S extends z.ZodType>(schema: S): z.core.$ZodBranded<S, 'Phi'> => schema.brand<'Phi'>();

/** True when PHI stands anywhere inside T, however deep. */
export type ContainsPhi<T> = T extends PhiMark
  ? true
  : T extends readonly (infer U)[]
    ? ContainsPhi<U>
    : T extends object
      ? true extends { [K in keyof T]-?: ContainsPhi<T[K]> }[keyof T]
        ? true
        : false
      : false;
