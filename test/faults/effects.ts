import { WireError } from '../../src/simulation/wire/call.ts'
import { expiredError, unknownOperationError } from '../../src/simulation/faults/aws-errors.ts'
import { withoutField } from './effects/missing-field.ts'
import { nullEntry } from './effects/null-entry.ts'
import { wrongToken } from './effects/page-token.ts'
import { laterPageDies, oddRecord, outOfOrder } from './effects/records.ts'
import { credentialsRefused, oddRefusal, refusalWithoutCode } from './effects/refusals.ts'
import { change, changeField, denied, error, isJson, JSON_TYPE, raw, type MakeEffect } from './effects/make-effects.ts'
import { oddTracking, proxyWithWrongDate, wrongDate } from './effects/time.ts'

/** Every fault of one call, by the name that it is counted under. Null: not possible for this call. */
export const effects = {
  throttled: ({ service }) => error(new WireError(...(THROTTLES[service] ?? (THROTTLES['kms'] as Throttle)))),
  'server error': (_, random) => raw(random.pick([500, 502, 503, 504]), JSON_TYPE, '{}'),
  'internal failure': ({ service }) =>
    error(new WireError(service === 'kms' ? 'KMSInternalException' : 'InternalFailure', 'Internal failure', 500)),
  reset: () => ({ kind: 'reset' }),
  hang: () => ({ kind: 'hang' }),
  slow: (_, random) => ({ kind: 'slow', ms: random.int(1, 60) }),
  'cut short': () => change(body => body.slice(0, Math.max(1, body.length >> 1))),
  html: (_, random) =>
    raw(random.pick([200, 403, 500, 502]), 'text/html', '<!DOCTYPE html><html><body><h1>Blocked</h1></body></html>'),
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
  expired: call => error(expiredError(call)),
  'unknown operation': call => error(unknownOperationError(call)),
  vanished: call =>
    call.service === 'kms' && call.keyId !== undefined
      ? error(new WireError('NotFoundException', `Key '${call.index.arn({ id: call.keyId })}' does not exist`))
      : null,
  'missing field': withoutField,
  'null entry': nullEntry,
  'odd refusal': oddRefusal,
  'refusal without a code': refusalWithoutCode,
  'credentials refused': credentialsRefused,
  'wrong page token': wrongToken,
  'broken event': ({ operation }) =>
    operation === 'LookupEvents' ? changeField('CloudTrailEvent', was => String(was).slice(0, 40)) : null,
  'odd record': oddRecord,
  'out of order': outOfOrder,
  'later page dies': laterPageDies,
  'odd tracking': oddTracking,
  'proxy with a wrong date': proxyWithWrongDate,
  'wrong date': wrongDate,
} satisfies Record<string, MakeEffect>

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
