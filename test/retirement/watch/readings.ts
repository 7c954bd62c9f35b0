import { DAY, MINUTE } from '../../../src/model/time.ts'
import type { CallerRecord } from '../../../src/model/report/activity.ts'
import type { SeenTrail, WatchEvent, WatchReading, WatchTarget } from '../../../src/model/retirement/watch-reading.ts'

export const NOW = Date.UTC(2026, 10, 20, 14, 30)
export const OWNER = '111122223333'
export const OTHER = '444455556666'
const ID = '11111111-2222-4333-8444-000000000001'
export const KEY = `arn:aws:kms:eu-west-1:${OWNER}:key/${ID}`

export const caller = (more: Partial<CallerRecord> = {}): CallerRecord => ({
  principal: `arn:aws:sts::${OWNER}:assumed-role/orders/i-0abc`,
  principal_type: 'AssumedRole',
  principal_id: 'AROAEXAMPLE:i-0abc',
  principal_account: OWNER,
  session_name: 'i-0abc',
  issuer: `arn:aws:iam::${OWNER}:role/orders`,
  service: null,
  source_address: '192.0.2.10',
  user_agent: 'aws-sdk-java/2.29.0',
  ...more,
})

const ADMIN = caller({ principal: `arn:aws:iam::${OWNER}:user/admin`, issuer: null, session_name: null })

const event = (
  kind: WatchEvent['kind'],
  operation: string,
  at: number,
  more: Partial<WatchEvent> = {},
): WatchEvent => ({
  kind,
  id: `${operation} ${at}`,
  at,
  operation,
  caller: ADMIN,
  error: null,
  encryptionContext: null,
  ...more,
})

export const disabled = (at: number): WatchEvent => event('disabled', 'DisableKey', at)
export const enabled = (at: number): WatchEvent => event('changed-back', 'EnableKey', at)
export const refused = (at: number, more: Partial<WatchEvent> = {}): WatchEvent =>
  event('refused', 'Decrypt', at, { caller: caller(), error: 'DisabledException', ...more })
export const changed = (operation: string, at: number): WatchEvent => event('changed-back', operation, at)
export const deleted = (at: number): WatchEvent => event('deleted', 'DeleteKey', at)

export const target = (more: Partial<WatchTarget> = {}): WatchTarget => ({
  arn: KEY,
  id: ID,
  account: OWNER,
  region: 'eu-west-1',
  aliases: ['alias/orders'],
  wave: 1,
  plannedAt: NOW - 41 * DAY,
  createdAt: NOW - 900 * DAY,
  externalAccounts: [],
  silentDependents: [],
  dependents: { known: [], gaps: [] },
  ...more,
})

export const trail = (more: Partial<SeenTrail> = {}): SeenTrail => ({
  account: OWNER,
  since: NOW - 42 * DAY,
  until: NOW - 15 * MINUTE,
  why: null,
  events: [disabled(NOW - 40 * DAY)],
  ...more,
})

/** A key that was disabled 40 days ago and that nobody has needed since. */
export const quietReading = (more: Partial<WatchReading> = {}): WatchReading => ({
  target: target(),
  key: { known: true, value: { state: 'Disabled', deletionDate: null } },
  trails: [trail()],
  actions: [],
  typeNames: new Map([['ebs-snapshot', { id: 'ebs-snapshot', singular: 'EBS snapshot', plural: 'EBS snapshots' }]]),
  newDependents: { known: true, value: [] },
  requests: { known: true, value: [] },
  ...more,
})
