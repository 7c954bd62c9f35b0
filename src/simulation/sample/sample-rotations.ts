import { DAY, HOUR } from '../../model/time.ts'
import type { SimUse } from '../world/sim-key.ts'
import type { SimMetric } from '../world/world.ts'
import { PARTNER_SECRET, ROTATORS, SEPA_SECRET } from './resources/secrets.ts'
import { samplePlace } from './resources/sample-place.ts'
import type { SampleMoments } from './sample-key.ts'

/** The rotations that failed in a Region of the shop, as CloudTrail recorded them. */
export function failedRotations(moments: SampleMoments, region: string): SimUse[] {
  const { arn } = samplePlace(moments, region)
  const failed = (name: string, secret: string, days: number, count = 1, over = 0): SimUse => ({
    operation: name,
    at: moments.now - days * DAY - 2 * HOUR,
    count,
    over,
    by: 'secretsmanager.amazonaws.com',
    serviceEvent: {
      source: 'secretsmanager.amazonaws.com',
      details: { SecretId: arn('secretsmanager', `secret:${secret}`) },
    },
  })
  if (region === 'eu-west-1') return [failed('RotationFailed', SEPA_SECRET, 55)]
  if (region !== 'us-east-1') return []
  return [failed('RotationFailed', PARTNER_SECRET, 1, 20, 40 * DAY), failed('RotationAbandoned', PARTNER_SECRET, 41)]
}

/** The calls of the rotation functions in a Region of the shop, and how many ended with an error. */
export function rotatorMetrics({ now }: SampleMoments, region: string): SimMetric[] {
  const calls = (name: string, invocations: number, errors: number): SimMetric[] =>
    [['Invocations', invocations] as const, ['Errors', errors] as const].flatMap(([metric, count]) =>
      count === 0
        ? []
        : [
            {
              namespace: 'AWS/Lambda',
              name: metric,
              dimensions: { FunctionName: name },
              counts: [{ at: now - DAY, count, over: 80 * DAY }],
            },
          ],
    )
  if (region === 'eu-west-1') return calls(ROTATORS.sepa, 13, 1)
  return region === 'us-east-1' ? [...calls(ROTATORS.database, 12, 0), ...calls(ROTATORS.partner, 44, 40)] : []
}
