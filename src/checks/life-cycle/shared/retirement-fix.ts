import { listText } from '../../../lib/text/lists.ts'
import type { DependentRecord } from '../../../model/dependents.ts'
import { reportCommand } from '../../../model/report/report-command.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import type { Fix } from '../../check.ts'
import { kmsCommand } from '../../shared/remedy.ts'
import { templateChange } from '../../shared/template.ts'
import { scheduleDeletion } from './disabled-key-fixes.ts'

/**
 * Returns the fix that retires an unused key. A key is disabled first, because its deletion cannot be undone; and not
 * before its dependents are known, because AWS stops, archives or deletes some resources when their key is disabled.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
 */
export function retirementFix(key: KeyRecord, report: Report): Fix {
  if (key.enabled === false) return scheduleDeletion(key)
  const disabling = templateChange('Enabled: false', 'is_enabled = false')
  if (key.dependents === undefined)
    return { remedy: planCommand(key, report), advice: SEARCH_FIRST, template: withWarning(disabling) }
  const needing = key.dependents.filter(isHarmed)
  if (needing.length > 0) return { remedy: planCommand(key, report), advice: migrateFirst(needing) }
  return { remedy: kmsCommand('disable-key', key), template: disabling }
}

const planCommand = ({ key_arn }: KeyRecord, report: Report): string =>
  reportCommand(report, 'retire', 'plan', '--key', key_arn, '--out', 'retirement')

const SEARCH_FIRST =
  'Find the resources that reference the key before you disable it: AWS stops, archives or deletes some of them. The ' +
  'plan lists them, and its scripts disable the key only if none of them is at risk.'

const isHarmed = ({ acts_on_disabled, when_unusable }: DependentRecord): boolean =>
  acts_on_disabled || when_unusable === 'at-once' || when_unusable === 'within-hours'

const migrateFirst = (needing: readonly DependentRecord[]): string =>
  `Do not disable the key before these resources use another key: ${listText(needing.map(({ type, id }) => `${type} ${id}`))}.`

const withWarning = ({ cloudformation, terraform }: ReturnType<typeof templateChange>) =>
  templateChange(
    `${cloudformation} # after the search for dependents`,
    `${terraform} # after the search for dependents`,
  )
