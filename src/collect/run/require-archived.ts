import type { ArchiveEngine } from '../../archives/engine.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { listText } from '../../lib/text/lists.ts'
import type { Place } from '../../model/place.ts'

/**
 * Refuses an archive that has log files of other accounts only, because it is probably the wrong one. An archive that
 * has one of the accounts is searched: a gap names each of the others.
 *
 * @param places those of the audit
 * @throws AuditError (wrong usage)
 */
export function requireArchived({ places: archived }: Pick<ArchiveEngine, 'places'>, places: readonly Place[]): void {
  if (archived === undefined || places.length === 0) return
  const known = new Set(archived.map(({ account }) => account))
  const wanted = [...new Set(places.map(({ account }) => account))]
  if (wanted.some(account => known.has(account))) return
  if (known.size === 0)
    throw new AuditError('usage', 'The index of log files is empty.', {
      hint: 'Read log files into it with kms-audit archive add, or name them with --trail-archive.',
    })
  throw new AuditError(
    'usage',
    `The log files on disk belong to ${accountsText([...known])}, but the audit covers ${accountsText(wanted)}.`,
    {
      hint: 'Name log files of an audited account, or audit the account that owns them: see --profile and --role-arn.',
    },
  )
}

const accountsText = (accounts: readonly string[]): string =>
  `${accounts.length === 1 ? 'account' : 'accounts'} ${listText(accounts)}`
