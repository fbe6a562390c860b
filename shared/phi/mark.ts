import type * as z from 'zod';

/** The mark protected health information wears in the types, so that a plain operation that would carry it does not compile. */
export type PhiMark = z.core.$brand<'Phi'>;

/** Marks a schema as PHI. Every schema in shared/phi ends in it. */
export const phiModel = <S extends z.ZodType>(schema: S): z.core.$ZodBranded<S, 'Phi'> => schema.brand<'Phi'>();

/**
 * Whether PHI stands anywhere inside T, however deep: `true` or `boolean` (in one branch of a union) when it does, so ask `true extends ContainsPhi<T>`.
 * `Shapeless` is the answer for what has no shape (`unknown`, `any`): it could be anything.
 */
export type ContainsPhi<T, Shapeless extends boolean> = unknown extends T
  ? Shapeless
  : T extends PhiMark
    ? true
    : T extends readonly (infer U)[]
      ? ContainsPhi<U, Shapeless>
      : T extends ReadonlyMap<infer K, infer V>
        ? ContainsPhi<K, Shapeless> | ContainsPhi<V, Shapeless>
        : T extends ReadonlySet<infer U>
          ? ContainsPhi<U, Shapeless>
          : T extends object
            ? true extends { [K in keyof T]-?: ContainsPhi<T[K], Shapeless> }[keyof T]
              ? true
              : false
            : false;
