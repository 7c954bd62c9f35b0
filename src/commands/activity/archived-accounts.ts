import { isOneOffline } from '../../archives/registry.ts'
import { type ArchiveSettings, oneArchive } from '../../cli/resolve/archives.ts'
import type { ArchivedAccounts } from '../../model/options/archive-options.ts'
import type { AuditOptions, Options } from '../../model/options/options.ts'
import { KeyFilter } from '../../selection/key-filter.ts'

/** The values of the options that say whose calls are read. */
interface NamedAccounts extends ArchiveSettings {
  org: boolean
}

/** Whether `--accounts` names accounts of an archive, and not of an organization. */
export const namesArchivedAccounts = ({ org, ...archives }: NamedAccounts): boolean =>
  !org && oneArchive(archives) !== null

/**
 * Returns the options with the accounts that are read from the archive without being entered. Log files on disk need no
 * credentials: if `--accounts` or the ARNs of keys name the accounts, only options that name credentials cause calls.
 *
 * @param ids `--accounts`, if it names accounts of the archive
 */
export function withArchivedAccounts(run: Options, ids: readonly string[]): Options {
  const { audit } = run
  if (Object.values(audit.archives).every(archive => archive === null)) return run
  const isNamed = ids.length > 0 || new KeyFilter(audit.keys).wholeArns !== null
  const isAlone = isOneOffline(audit.archives) && isNamed && !namesCredentials(audit)
  const archivedAccounts: ArchivedAccounts = { ids, isAlone }
  return { ...run, audit: { ...audit, archivedAccounts } }
}

const namesCredentials = ({ profiles, accounts }: AuditOptions): boolean =>
  profiles.length > 0 || accounts.roleArns.length > 0 || accounts.organization !== null
