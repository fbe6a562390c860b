// Reading a runner's JSON report, of which nothing is believed before it is seen.

export function valueAt(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

export function numberAt(holder: unknown, key: string): number | null {
  const value = valueAt(holder, key);
  return typeof value === 'number' ? value : null;
}

export function textAt(holder: unknown, key: string): string | null {
  const value = valueAt(holder, key);
  return typeof value === 'string' ? value : null;
}

export function listAt(holder: unknown, key: string): readonly unknown[] | null {
  const value = valueAt(holder, key);
  return Array.isArray(value) ? value : null;
}
