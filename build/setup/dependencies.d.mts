interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly link?: boolean; readonly optional?: boolean }>>;
}
export function missingPackages(lockfile: Lockfile, installed: Lockfile | undefined): string[];
export function installDependencies(root: string): void;
export function nodeFor(root: string): string;
