import { simKey, TRACKING_START, type SimKey, type SimUse } from '../../src/simulation/world/world.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../../src/model/time.ts'
import type { Dice } from './dice.ts'

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

/** What AWS lets a key be, and what can be done with it. */
const SORTS = [
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

/** A key without a past. */
export function aKey(dice: Dice, now: Instant, number: number): SimKey {
  const isAws = dice.chance(0.15)
  const { spec, usage } = isAws ? SORTS[0] : dice.pick(SORTS)
  const hex = (digits: number): string => Array.from({ length: digits }, () => dice.int(0, 15).toString(16)).join('')
  const state = isAws ? 'Enabled' : dice.pick(STATES)
  return simKey({
    id: `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    description: dice.pick(['', 'orders', 'Never, again', '=1+1', 'line\nbreak', 'Ünïcödé "quoted", with comma']),
    state,
    spec,
    usage,
    manager: isAws ? 'AWS' : 'CUSTOMER',
    origin: state === 'PendingImport' ? 'EXTERNAL' : 'AWS_KMS',
    createdAt: birth(dice, now),
    aliases: isAws
      ? [`alias/aws/service${number}`]
      : dice.some(['a', 'b', 'c'], 0.3).map(name => `alias/${name}${number}`),
    ...(state === 'PendingDeletion' && { deletionDate: now + dice.int(1, 30) * DAY }),
    ...(dice.chance(0.03) && { vanished: true }),
    ...(dice.chance(0.04) && { lockedAway: true }),
  })
}

function birth(dice: Dice, now: Instant): Instant {
  const border = dice.pick([TRACKING_START, now - 90 * DAY, now - 30 * DAY, now])
  const nearby = border + dice.int(-2 * HOUR, 2 * HOUR)
  return Math.min(
    now - MINUTE,
    dice.chance(0.25) ? nearby : now - dice.int(1, dice.pick([2, 60, 200, 900]) * 24) * HOUR,
  )
}

/** Gives a key its past: uses, calls that are no use, and what else CloudTrail remembers. */
export function somethingHappens(dice: Dice, key: SimKey, partners: readonly Partner[], now: Instant): SimKey {
  const times = dice.chance(0.35) ? 0 : dice.int(1, 4)
  const uses = Array.from({ length: times }, () => aUse(dice, key, partners, now))
  const noise = dice.chance(0.5) ? [] : Array.from({ length: dice.int(1, 3) }, () => someNoise(dice, key, now))
  return { ...key, uses, noise }
}

/** A key that this one's data can be encrypted under instead. */
interface Partner {
  arn: string
  createdAt: Instant
}

function aUse(dice: Dice, key: SimKey, partners: readonly Partner[], now: Instant): SimUse {
  const operation = dice.pick(
    SORTS.find(({ spec, usage }) => spec === key.spec && usage === key.usage)?.operations ?? [],
  )
  const when = spell(dice, key, now, dice.chance(0.2) ? dice.int(2, 150) : 1)
  const failed = dice.chance(0.1) ? dice.pick([{ errorCode: 'DisabledException' }, { dryRun: true }]) : {}
  const born = when.at - (when.over ?? 0)
  const others = partners.filter(({ createdAt }) => createdAt <= born)
  const partner =
    operation === 'ReEncrypt' && others.length > 0 && dice.chance(0.8) ? { partner: dice.pick(others).arn } : {}
  return { operation, ...when, ...failed, ...partner }
}

const someNoise = (dice: Dice, key: SimKey, now: Instant): SimUse => ({
  operation: dice.pick(['DescribeKey', 'GetPublicKey', 'CreateGrant', 'TagResource']),
  ...spell(dice, key, now, dice.int(1, dice.pick([2, 20, 130]))),
})

/** So many calls at some time in the key's life, often near a moment that decides something. */
function spell(
  dice: Dice,
  { createdAt }: SimKey,
  now: Instant,
  count: number,
): { at: Instant; count?: number; over?: number } {
  const border = dice.pick(
    [1, 7, 30, 90, 90, 90, 200, 365, 455].map(days => now - days * DAY).concat(TRACKING_START, now, now - HOUR),
  )
  const wanted = dice.chance(0.4)
    ? border + dice.int(-3 * HOUR, 3 * HOUR)
    : now - dice.int(0, dice.pick([2, 14, 100, 700]) * DAY)
  const at = Math.max(createdAt, Math.min(now, wanted))
  return count === 1 ? { at } : { at, count, over: Math.min(at - createdAt, dice.int(MINUTE, 60 * DAY)) }
}
