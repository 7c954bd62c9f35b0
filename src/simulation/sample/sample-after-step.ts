import { DAY, HOUR, type Instant } from '../../model/time.ts'
import type { SimKey, SimUse } from '../world/sim-key.ts'
import { keyArn, type SimAccount, type SimRegion, type SimulatedWorld } from '../world/world.ts'
import { SAMPLE_ACCOUNT, sampleWorld } from './sample-account.ts'

/** How much later the sample account is watched: the usual window is just over. */
const LATER = 31 * DAY

/**
 * Returns the sample account a month after a plan: two hours after it, these keys were disabled. A job that runs once a
 * month was refused with the first of them.
 *
 * @param keyArns the keys of the first wave
 */
export function sampleAfterStep(planned: Instant, keyArns: readonly string[]): SimulatedWorld {
  const world = sampleWorld(planned)
  const now = planned + LATER
  const account = world.accounts.map(each => ({ ...each, regions: regionsAfter(each, { planned, now, keyArns }) }))
  return { ...world, clock: () => now, accounts: account }
}

interface Step {
  planned: Instant
  now: Instant
  keyArns: readonly string[]
}

const regionsAfter = (account: SimAccount, step: Step): SimAccount['regions'] =>
  Object.fromEntries(
    Object.entries(account.regions).map(([name, region]) => [
      name,
      { ...region, keys: listed(region).map(key => keyAfter(key, keyArn(account, name, key.id), step)) },
    ]),
  )

const listed = ({ keys }: SimRegion): readonly SimKey[] => (typeof keys === 'function' ? keys() : keys)

function keyAfter(key: SimKey, arn: string, { planned, now, keyArns }: Step): SimKey {
  if (!keyArns.includes(arn)) return key
  return {
    ...key,
    state: 'Disabled',
    noise: [...(key.noise ?? []), disabling(planned + 2 * HOUR)],
    uses: arn === keyArns[0] ? [...key.uses, refusal(now - 3 * DAY)] : key.uses,
  }
}

const disabling = (at: Instant): SimUse => ({
  operation: 'DisableKey',
  at,
  by: `arn:aws:sts::${SAMPLE_ACCOUNT}:assumed-role/PlatformAdmin/kim`,
})

const refusal = (at: Instant): SimUse => ({
  operation: 'Decrypt',
  at,
  count: 3,
  over: 2 * HOUR,
  by: `arn:aws:sts::${SAMPLE_ACCOUNT}:assumed-role/monthly-close/run-31`,
  via: 's3.amazonaws.com',
  errorCode: 'DisabledException',
  encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::shop-archive/ledger-2024.parquet' },
})
