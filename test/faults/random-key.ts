import { simKey, type SimKey, type SimUse } from '../../src/simulation/world/sim-key.ts'
import { TRACKING_START } from '../../src/simulation/world/limits.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../../src/model/time.ts'
import type { RandomChoices } from './random-choices.ts'

const STATES = [
  'Enabled',
  'Enabled',
  'Enabled',
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'Unavailable',
]

/** Kinds of keys that AWS allows, and their operations. */
const KEY_KINDS = [
  {
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    operations: [
      'Decrypt',
      'Encrypt',
      'GenerateDataKey',
      'GenerateDataKeyWithoutPlaintext',
      'GenerateDataKeyPair',
      'ReEncrypt',
      'ReEncrypt',
    ],
  },
  { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', operations: ['Decrypt', 'GenerateDataKey', 'ReEncrypt'] },
  { spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT', operations: ['Decrypt', 'Encrypt'] },
  { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY', operations: ['Sign', 'Verify'] },
  { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC', operations: ['GenerateMac', 'VerifyMac'] },
  { spec: 'ECC_NIST_P384', usage: 'KEY_AGREEMENT', operations: ['DeriveSharedSecret'] },
] as const

/** Returns a random key without events. */
export function randomKey(random: RandomChoices, now: Instant, number: number): SimKey {
  const isAws = random.chance(0.15)
  const { spec, usage } = isAws ? KEY_KINDS[0] : random.pick(KEY_KINDS)
  const hex = (digits: number): string => Array.from({ length: digits }, () => random.int(0, 15).toString(16)).join('')
  const state = isAws ? 'Enabled' : random.pick(STATES)
  return simKey({
    id: `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    description: random.pick(['', 'orders', 'Never, again', '=1+1', 'line\nbreak', 'Ünïcödé "quoted", with comma']),
    state,
    spec,
    usage,
    manager: isAws ? 'AWS' : 'CUSTOMER',
    origin: state === 'PendingImport' ? 'EXTERNAL' : 'AWS_KMS',
    createdAt: randomCreation(random, now),
    aliases: isAws
      ? [`alias/aws/service${number}`]
      : random.some(['a', 'b', 'c'], 0.3).map(name => `alias/${name}${number}`),
    ...(state === 'PendingDeletion' && { deletionDate: now + random.int(1, 30) * DAY }),
    ...(random.chance(0.03) && { vanished: true }),
    ...(random.chance(0.04) && { lockedAway: true }),
  })
}

function randomCreation(random: RandomChoices, now: Instant): Instant {
  const border = random.pick([TRACKING_START, now - 90 * DAY, now - 30 * DAY, now])
  const nearby = border + random.int(-2 * HOUR, 2 * HOUR)
  return Math.min(
    now - MINUTE,
    random.chance(0.25) ? nearby : now - random.int(1, random.pick([2, 60, 200, 900]) * 24) * HOUR,
  )
}

/** Adds random events to a key: uses, calls that are not uses, and other CloudTrail events. */
export function withRandomPast(random: RandomChoices, key: SimKey, partners: readonly Partner[], now: Instant): SimKey {
  const times = random.chance(0.35) ? 0 : random.int(1, 4)
  const uses = Array.from({ length: times }, () => randomUse(random, key, partners, now))
  const noise = random.chance(0.5)
    ? []
    : Array.from({ length: random.int(1, 3) }, () => randomOtherCalls(random, key, now))
  return { ...key, uses, noise }
}

/** A key that data can be re-encrypted under. */
interface Partner {
  arn: string
  createdAt: Instant
}

function randomUse(random: RandomChoices, key: SimKey, partners: readonly Partner[], now: Instant): SimUse {
  const operation = random.pick(
    KEY_KINDS.find(({ spec, usage }) => spec === key.spec && usage === key.usage)?.operations ?? [],
  )
  const when = randomTimes(random, key, now, random.chance(0.2) ? random.int(2, 150) : 1)
  const failed = random.chance(0.1) ? random.pick([{ errorCode: 'DisabledException' }, { dryRun: true }]) : {}
  const born = when.at - (when.over ?? 0)
  const others = partners.filter(({ createdAt }) => createdAt <= born)
  const partner =
    operation === 'ReEncrypt' && others.length > 0 && random.chance(0.8) ? { partner: random.pick(others).arn } : {}
  return { operation, ...when, ...failed, ...partner }
}

const randomOtherCalls = (random: RandomChoices, key: SimKey, now: Instant): SimUse => ({
  operation: random.pick(['DescribeKey', 'GetPublicKey', 'CreateGrant', 'TagResource']),
  ...randomTimes(random, key, now, random.int(1, random.pick([2, 20, 130]))),
})

/** Returns the times of so many calls in the life of the key, often near a moment that decides a verdict. */
function randomTimes(
  random: RandomChoices,
  { createdAt }: SimKey,
  now: Instant,
  count: number,
): { at: Instant; count?: number; over?: number } {
  const border = random.pick(
    [1, 7, 30, 90, 90, 90, 200, 365, 455].map(days => now - days * DAY).concat(TRACKING_START, now, now - HOUR),
  )
  const wanted = random.chance(0.4)
    ? border + random.int(-3 * HOUR, 3 * HOUR)
    : now - random.int(0, random.pick([2, 14, 100, 700]) * DAY)
  const at = Math.max(createdAt, Math.min(now, wanted))
  return count === 1 ? { at } : { at, count, over: Math.min(at - createdAt, random.int(MINUTE, 60 * DAY)) }
}
