import type { ResultRow } from '../../aws/athena/get-results.ts'
import type { InsightsRow } from '../../aws/logs/insights.ts'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import { DRY_RUN_ERROR } from '../../model/operations/dry-run-error.ts'
import { STATE_ERRORS } from '../../model/operations/state-errors.ts'
import { dayText, type Instant } from '../../model/time.ts'
import type { CallKind } from '../athena/answer/read-row.ts'
import { KEY_ARN } from '../records/record-fields.ts'
import { GROUPS } from './insights-text.ts'

/** Whole days. */
interface Window {
  since: Instant
  until: Instant
}

/**
 * Returns rows as the queries of Athena have them: one for each key that the calls of a row name. Calls about keys that
 * the account does not own are left out, because the events of the owner have them, too. So are days outside the window,
 * because CloudWatch Logs may have given an event a later time.
 */
export function answerRows(rows: readonly InsightsRow[], window: Window): ResultRow[] {
  const inWindow = rows.filter(({ day }) => day === undefined || isIn(window, day))
  const originals = new Set(inWindow.filter(row => !isUpdate(row)).map(groupOf))
  return inWindow.flatMap(row => rowsOf(row, isUpdate(row) && originals.has(groupOf(row)) ? 0 : countIn(row)))
}

const ORIGINAL = 'addendum.originalEventID'

/** The row has updates of events that CloudTrail delivered before. They are counted there. */
const isUpdate = (row: InsightsRow): boolean => (row[ORIGINAL] ?? '') !== ''

const groupOf = (row: InsightsRow): string =>
  JSON.stringify([...GROUPS.filter(name => name !== ORIGINAL), 'principal', 'day'].map(name => row[name] ?? ''))

/** An event without an id is not counted, but it is there. */
const countIn = (row: InsightsRow): number => Number(row['events']) || 1

const isIn = ({ since, until }: Window, day: string): boolean => day >= dayText(since) && day <= dayText(until - 1)

function rowsOf(row: InsightsRow, events: number): ResultRow[] {
  const { recipientAccountId: account = '', awsRegion: region = '' } = row
  const named = [...new Set(RESOURCES.map(name => row[name] ?? '').filter(name => KEY_ARN.test(name)))]
  const owned = named.filter(key => key.includes(`:kms:${region}:${account}:key/`))
  const keys = named.length === 0 ? [''] : owned
  const [first, last] = [callIn(row, row['first_call']), callIn(row, row['last_call'])]
  return keys.flatMap(key => {
    const kind = kindOf(row, key)
    return kind === null ? [] : [[account, region, key, kind, first, last, String(events)]]
  })
}

const RESOURCES = ['resources.0.ARN', 'resources.1.ARN', 'resources.2.ARN'] as const

/** CloudWatch Logs shows true and false as 1 and 0. */
const [YES, NO] = [
  ['1', 'true'],
  ['', '0', 'false', 'null'],
]

const dryRunOf = (row: InsightsRow): string => row['requestParameters.dryRun'] ?? ''
const isDryRun = (row: InsightsRow): boolean => YES.includes(dryRunOf(row))

/** `odd`: it may be a use, but is not understood. Null: it says nothing about use. */
function kindOf(row: InsightsRow, key: string): CallKind | null {
  const { eventName: operation = '', errorCode: error = '' } = row
  const isUse = CRYPTO_OPERATIONS.has(operation)
  if (STATE_ERRORS.has(error) && isUse && key !== '') return 'refused'
  if (error !== '' || isDryRun(row)) return isUse && key !== '' ? 'failed' : null
  if (key === '' || !NO.includes(dryRunOf(row)) || !TIME.test(timeIn(row['last_call']))) return 'odd'
  if (operation === 'GetPublicKey') return 'public-key-read'
  if (operation === 'DisableKey') return 'disabled'
  return isUse ? 'use' : 'odd'
}

/** As CloudTrail writes it. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** `2026-01-31T10:00:00Z 1234…`, the time and the id of an event. */
const timeIn = (position = ''): string => position.split(' ')[0] ?? ''

/** A call as the queries of Athena pack it. */
function callIn(row: InsightsRow, position = ''): string {
  const error = row['errorCode'] || (isDryRun(row) ? DRY_RUN_ERROR : null)
  const id = position.slice(timeIn(position).length + 1)
  const { eventName, principal, 'userIdentity.invokedBy': service } = row
  return JSON.stringify([
    timeIn(position),
    id,
    eventName ?? null,
    principal || null,
    service || null,
    error,
    null,
    null,
  ])
}
