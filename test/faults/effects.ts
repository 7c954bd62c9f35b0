import { pageToken, text, WireError, type Call } from '../../src/demo/call.ts'
import type { Effect } from '../../src/demo/faults.ts'
import { accessDenied, expired, unknownOperation } from '../../src/demo/refusals.ts'

import type { Dice } from './dice.ts'

/** Everything that can go wrong with one call, by the name that it is counted under. Null: not with this one. */
export const effects = {
  throttled: ({ service }) => error(new WireError(...(THROTTLES[service] ?? (THROTTLES['kms'] as Throttle)))),
  'server error': (_, dice) => raw(dice.pick([500, 502, 503, 504]), JSON_TYPE, '{}'),
  'internal failure': ({ service }) =>
    error(new WireError(service === 'kms' ? 'KMSInternalException' : 'InternalFailure', 'Internal failure', 500)),
  reset: () => ({ kind: 'reset' }),
  hang: () => ({ kind: 'hang' }),
  slow: (_, dice) => ({ kind: 'slow', ms: dice.int(1, 60) }),
  'cut short': () => change(body => body.slice(0, Math.max(1, body.length >> 1))),
  html: (_, dice) =>
    raw(dice.pick([200, 403, 500, 502]), 'text/html', '<!DOCTYPE html><html><body><h1>Blocked</h1></body></html>'),
  'empty answer': ({ service }) => (isJson(service) ? change(() => '{}') : null),
  'denied by key policy': call =>
    call.keyId === undefined
      ? null
      : denied(call, `because no resource-based policy allows the kms:${call.operation} action`),
  'denied by identity policy': call =>
    denied(call, `because no identity-based policy allows the ${call.service}:${call.operation} action`),
  'denied by SCP': call =>
    denied(
      call,
      'with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1',
    ),
  expired: call => error(expired(call)),
  'unknown operation': call => error(unknownOperation(call)),
  vanished: call =>
    call.service === 'kms' && call.keyId !== undefined
      ? error(new WireError('NotFoundException', `Key '${call.index.arn({ id: call.keyId })}' does not exist`))
      : null,
  'missing field': (call, dice) => withoutField(call, dice),
  'wrong page token': (call, dice) => wrongToken(call, dice),
  'broken event': ({ operation }) =>
    operation === 'LookupEvents' ? changeField('CloudTrailEvent', was => String(was).slice(0, 40)) : null,
} satisfies Record<string, (call: Call, dice: Dice) => Effect | null>

export type EffectName = keyof typeof effects

type Throttle = [name: string, message: string, status: number]
const THROTTLES: Readonly<Record<string, Throttle>> = {
  kms: ['ThrottlingException', 'You have exceeded the rate at which you may call KMS.', 400],
  cloudtrail: ['ThrottlingException', 'Rate exceeded', 400],
  cloudwatch: ['Throttling', 'Rate exceeded', 400],
  sts: ['Throttling', 'Rate exceeded', 400],
  account: ['TooManyRequestsException', 'Rate exceeded', 429],
  ec2: ['RequestLimitExceeded', 'Request limit exceeded.', 503],
}

/**
 * Fields that an answer of AWS always has. Those that it may lack (a key without a description, a last page without a
 * token) are left alone: nobody can tell that they were lost.
 */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  ListRegions: ['Regions', 'RegionName'],
  ListKeys: ['Keys', 'KeyId', 'KeyArn', 'Truncated'],
  DescribeKey: [
    'KeyMetadata',
    'KeyState',
    'KeyManager',
    'KeySpec',
    'KeyUsage',
    'CreationDate',
    'MultiRegionConfiguration',
    'ReplicaKeys',
    'Enabled',
  ],
  ListAliases: ['Aliases', 'AliasName', 'Truncated'],
  GetKeyLastUsage: [
    'KeyLastUsage',
    'TrackingStartDate',
    'Timestamp',
    'KeyCreationDate',
    'Operation',
    'CloudTrailEventId',
  ],
  LookupEvents: ['Events', 'EventTime', 'EventName', 'CloudTrailEvent', 'Resources', 'EventId'],
  ListMetrics: ['Metrics', 'Dimensions'],
  GetMetricData: ['MetricDataResults', 'Timestamps', 'Values', 'StatusCode', 'Id'],
}

function withoutField({ operation, service }: Call, dice: Dice): Effect | null {
  if (operation === 'GetCallerIdentity') return change(body => body.replace(/<Account>.*<\/Account>/, ''))
  const fields = FIELDS[operation]
  if (fields === undefined || !isJson(service)) return null
  const field = dice.pick(fields)
  // The old name of the same thing goes with it.
  return field === 'KeySpec'
    ? change(body => without(without(body, field), 'CustomerMasterKeySpec'))
    : change(body => without(body, field))
}

/** Tokens: not one of theirs, the same again, one that leads back, or none although there is more. */
function wrongToken({ operation, input }: Call, dice: Dice): Effect | null {
  const field = {
    ListKeys: 'NextMarker',
    ListAliases: 'NextMarker',
    LookupEvents: 'NextToken',
    GetMetricData: 'NextToken',
  }[operation]
  if (field === undefined) return null
  const asked = text(input[field === 'NextMarker' ? 'Marker' : field])
  const way = dice.pick(['nonsense', 'again', 'back', 'lost'])
  // Only ListKeys, ListAliases (Truncated) and GetMetricData (PartialData) say in another way that there is more.
  if (way === 'lost') return operation === 'LookupEvents' ? null : changeField(field, () => undefined)
  if (way === 'nonsense') return changeField(field, () => 'bm9uc2Vuc2U')
  const there = way === 'again' ? asked : pageBefore(operation, asked, Number(input['Limit']))
  return there === undefined ? null : changeField(field, () => there)
}

/** The token of the page before, where a list is numbered; of metrics the first one. */
function pageBefore(operation: string, asked: string | undefined, size: number): string | undefined {
  const tag = { ListKeys: 'keys', ListAliases: 'aliases' }[operation]
  if (asked === undefined) return undefined
  if (operation === 'GetMetricData') return pageToken('data', { query: 0, point: 0 })
  if (tag === undefined) return undefined
  const start = Number(
    Buffer.from(asked, 'base64url')
      .toString('utf8')
      .slice(tag.length + 1),
  )
  return pageToken(tag, Math.max(0, start - size))
}

const JSON_TYPE = 'application/x-amz-json-1.1'
const isJson = (service: string): boolean => ['kms', 'cloudtrail', 'cloudwatch', 'account'].includes(service)

const error = (wireError: WireError): Effect => ({ kind: 'error', error: () => wireError })
const denied = (call: Call, because: string): Effect => error(accessDenied(call, because))
const raw = (status: number, contentType: string, body: string): Effect => ({ kind: 'raw', status, contentType, body })
const change = (how: (body: string) => string): Effect => ({ kind: 'change', change: how })
const changeField = (field: string, value: (was: unknown) => unknown): Effect =>
  change(body => JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? value(was) : was))))
const without = (body: string, field: string): string =>
  JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? undefined : was)))
