/** The same keys with other words: a Spanish area must have every key of the English one, and no other. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
