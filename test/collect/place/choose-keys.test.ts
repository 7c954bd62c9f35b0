import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { HOUR } from '../../../src/model/time.ts'
import { ACCOUNT, aWorld, NOW } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

const uses = [{ operation: 'Decrypt', at: NOW - 3 * HOUR }]
const ORDERS = '5f98e8c0-d5c0-4d1f-8532-ede460c2dfc0'
const ARCHIVE = '5f98e8c1-d5c0-4d1f-8532-ede460c2dfc0'
const LEDGER = 'b6bb4d7a-ff79-40d7-b621-abaf698bf148'
const PROFILES = 'mrk-5e7e124488e94d0698f73559656cbc92'
const S3 = 'c0ffee00-ff79-40d7-b621-abaf698bf148'

const world = () => ({
  ...aWorld([]),
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: {
        'us-east-1': {
          keys: [
            simKey({ id: ORDERS, aliases: ['alias/prod/orders'], uses }),
            simKey({ id: LEDGER, aliases: ['alias/prod/ledger'], uses }),
            simKey({ id: PROFILES, aliases: ['alias/profiles'], uses }),
            simKey({ id: S3, manager: 'AWS', aliases: ['alias/aws/s3'] }),
          ],
        },
        'eu-west-1': {
          keys: [
            simKey({ id: ARCHIVE, aliases: ['alias/archive/orders-2024'], uses }),
            simKey({ id: PROFILES, aliases: ['alias/profiles'], uses }),
          ],
        },
      },
    }),
  ],
})

const audit = (words: readonly string[], options: Parameters<typeof run>[2] = {}) =>
  run(['-r', 'us-east-1,eu-west-1', '-o', 'json', ...words], world(), options)

test.each([
  ['an id prefix', '5f98e8c0', [ORDERS]],
  ['the prefix of a multi-Region id, in both Regions', 'mrk-5e7e', [PROFILES, PROFILES]],
  ['a glob of aliases', 'alias/prod/*', [ORDERS, LEDGER]],
  ['a glob without alias/, in both Regions', '*orders*', [ARCHIVE, ORDERS]],
  ['a glob of AWS managed keys', 'alias/aws/*', [S3]],
  ['a glob and a prefix', 'alias/prod/l*,5f98e8c1', [ARCHIVE, LEDGER]],
])('--key: only the keys of %s are audited', async (_, name, ids) => {
  const { exit, report, aws } = await audit(['--key', name])
  expect(exit).toBe(0)
  expect(report().keys.map(({ key_id }) => key_id)).toEqual(ids)
  expect(report().scope.keys).toEqual(name.split(','))
  expect(aws.calls['kms:DescribeKey']).toBe(ids.length)
})

test('--key: a prefix that fits keys of two Regions is wrong usage, and no key is asked about', async () => {
  const { exit, out, err, aws } = await audit(['--key', '5f98'])
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toBe(
    `kms-audit: '5f98' is the beginning of 2 key ids: ${ORDERS} (alias/prod/orders), ${ARCHIVE} (alias/archive/orders-2024). Give more characters of the id.\n`,
  )
  expect(aws.calls).not.toHaveProperty('kms:DescribeKey')
})

test.each([
  ['an alias without alias/', 'ledger', 'Did you mean alias/prod/ledger?'],
  ['a misspelt prefix', '5f98e8c2', `Did you mean ${ORDERS} or ${ARCHIVE}?`],
  ['a glob that fits nothing', 'alias/prodd/*', '--key takes key ids and their first characters'],
])('--key: no match is wrong usage, with the nearest names: %s', async (_, name, hint) => {
  const { exit, out, err } = await audit(['--key', name])
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain(`No key in eu-west-1, us-east-1 matches '${name}'. ${hint}`)
})

test('--key: a Region whose keys cannot be listed is a gap, and the key that was found is audited', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys', region: 'eu-west-1' })]
  const { exit, report, err } = await audit(['--key', '5f98e8c0,alias/nowhere'], { faults })
  expect(exit).toBe(0)
  expect(report().keys.map(({ key_id }) => key_id)).toEqual([ORDERS])
  expect(report().gaps).toMatchObject([{ region: 'eu-west-1', operation: 'kms:ListKeys', reason: 'denied' }])
  expect(err).toMatch(/Cannot determine whether 'alias\/nowhere' is in eu-west-1, us-east-1: kms:ListKeys denied/)
  const strict = await audit(['--key', '5f98e8c0,alias/nowhere', '--strict'], { faults })
  expect(strict.exit).toBe(4)
})

test('--key: a prefix that was not found where a list could not be read is undecided, not wrong usage', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListKeys', region: 'eu-west-1' })]
  const { exit, out, err } = await audit(['--key', '5f98e8c1'], { faults })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toMatch(/Cannot determine whether '5f98e8c1' is in /)
})

test('--estimate --key: counts the keys of a glob, and refuses an ambiguous prefix', async () => {
  const glob = await run(['-r', 'us-east-1', '--estimate', '--key', 'alias/prod/*'], world())
  expect(glob.out).toMatch(/us-east-1 +2 /)
  const ambiguous = await run(['-r', 'us-east-1,eu-west-1', '--estimate', '--key', '5f98'], world())
  expect(ambiguous.exit).toBe(2)
})

test('--exclude-key: the keys are not asked about and not counted, and the report says so', async () => {
  const { exit, report, err, aws } = await audit(['--exclude-key', '*orders*,alias/gone'])
  expect(exit).toBe(0)
  expect(report().keys.map(({ key_id }) => key_id)).toEqual([PROFILES, LEDGER, PROFILES])
  expect(report().summary.keys).toBe(3)
  expect(report().scope).toMatchObject({
    exclude_keys: ['*orders*', 'alias/gone'],
    places: [
      { region: 'eu-west-1', keys: 1, left_out: { exclude_key: 1 } },
      { region: 'us-east-1', keys: 2, left_out: { exclude_key: 1 } },
    ],
  })
  expect(err).toContain("No key in eu-west-1, us-east-1 matches --exclude-key 'alias/gone'.")
  for (const id of [ORDERS, ARCHIVE]) expect(aws.log.map(({ keyId }) => keyId)).not.toContain(id)
})

test('--exclude-key: the summary of the table counts the keys that are left out', async () => {
  const regions = ['-r', 'us-east-1,eu-west-1']
  const { out, exit } = await run([...regions, '--exclude-key', '*orders*', '--fail-on', 'unused'], world())
  expect(exit).toBe(0)
  expect(out).toMatch(/^Left out +2 keys by --exclude-key$/m)
  const none = await run([...regions, '--exclude-key', '*'], world())
  expect(none.out).toMatch(/^No customer managed keys left to audit\.$/m)
  expect((await run(regions, world())).out).not.toContain('Left out')
})

test('--exclude-key: aliases that cannot be read leave the keys in, and a line says why', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListAliases' })]
  const { exit, report, err } = await audit(['--exclude-key', 'alias/profiles'], { faults })
  expect(exit).toBe(0)
  expect(report().keys.length).toBeGreaterThan(4)
  expect(err).toMatch(/Cannot determine whether --exclude-key 'alias\/profiles' is in .*: kms:ListAliases denied/)
})

test('--exclude-key: with --key and --estimate only the keys that are left are counted', async () => {
  const { out } = await run(
    ['-r', 'us-east-1', '--estimate', '--key', 'alias/prod/*', '--exclude-key', 'b6bb4d7a'],
    world(),
  )
  expect(out).toMatch(/us-east-1 +1 /)
})
