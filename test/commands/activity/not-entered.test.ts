import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { validate } from '../../../src/report/validators/activity.ts'
import { type SimulatedWorld, simAccount } from '../../../src/simulation/world/world.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'
import { ACCOUNT, eventsIn, idOf, NOW, REGION, sumOf, WHOLE, writtenArchive } from './written-archive.ts'

const OTHER = '444455556666'
const archive = writtenArchive({ accounts: [ACCOUNT, OTHER], regions: [REGION, 'eu-west-1'], eventsPerDay: 60 })

/** A home directory without credentials. */
let home = ''
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kms-audit-home-'))
})
afterAll(() => rmSync(home, { recursive: true }))

/** The program on a machine without credentials, Region or network. */
async function offline(...args: string[]) {
  const io = memoryIo({ env: { HOME: home, AWS_EC2_METADATA_DISABLED: 'true' } })
  const world: SimulatedWorld = { clock: () => NOW, accounts: [] }
  const words = ['activity', ...archive.named(), ...WHOLE, '-o', 'json', ...args]
  const shown = await run(words, world, { io, signs: 'by-profile' })
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}

const placesIn = ({ scope }: Activity): string[] =>
  scope.places.map(({ account_id, region }) => `${account_id} ${region}`)
const keysIn = ({ calls }: Activity): string[] => [...new Set(calls.map(({ key_arn }) => key_arn ?? ''))].toSorted()
const keyOf = (account: string, region: string): string => archive.truth().keys.get(`${account}/${region}`)?.[0] ?? ''

test('activity without credentials: log files on disk show who used a key that is named by ARN, without a call to AWS', async () => {
  const [arn = ''] = archive.keys()
  const { exit, requests, whole } = await offline('--key', arn)
  expect({ exit, requests: requests.length }).toEqual({ exit: 0, requests: 0 })
  expect(validate(whole()), JSON.stringify(validate.errors)).toBe(true)
  expect(sumOf(whole().calls)).toBe(eventsIn(archive.known([arn])))
  expect([placesIn(whole()), keysIn(whole())]).toEqual([[`${ACCOUNT} ${REGION}`], [arn]])
  expect(whole().keys).toMatchObject([{ key_arn: arn, aliases: null, last_use: { event_id: expect.any(String) } }])
})

test('activity without credentials: time with all digest files is covered, so that --strict has nothing to refuse', async () => {
  const [arn = ''] = archive.keys()
  const { exit, whole } = await offline('--key', arn, '--since', '2024-03-02', '--until', '2024-03-02', '--strict')
  expect(exit).toBe(0)
  expect(whole()).toMatchObject({ windows: [{ is_complete: true }], gaps: [] })
})

test('activity without credentials: keys of two accounts are each read where their ARNs say', async () => {
  const arns = [keyOf(ACCOUNT, REGION), keyOf(OTHER, 'eu-west-1')]
  const { requests, whole } = await offline('--key', arns.join())
  expect(requests).toEqual([])
  expect(placesIn(whole())).toEqual([`${ACCOUNT} ${REGION}`, `${OTHER} eu-west-1`])
  expect(keysIn(whole())).toEqual(arns.toSorted())
})

test('activity without credentials: --accounts reads all keys of an account, in all Regions of the archive or in those of -r', async () => {
  const all = await offline('--accounts', OTHER)
  expect(all.requests).toEqual([])
  expect(placesIn(all.whole())).toEqual([`${OTHER} eu-west-1`, `${OTHER} us-east-1`])
  expect(keysIn(all.whole()).every(arn => arn.includes(`:${OTHER}:`))).toBe(true)
  expect(keysIn(all.whole()).length).toBeGreaterThan(2)
  expect(placesIn((await offline('--accounts', OTHER, '-r', 'us-*')).whole())).toEqual([`${OTHER} us-east-1`])
})

test('activity without credentials: with --accounts, the ID of a key is enough', async () => {
  const arn = keyOf(OTHER, 'eu-west-1')
  const { whole } = await offline('--accounts', OTHER, '-r', 'eu-west-1', '--key', idOf(arn))
  expect(keysIn(whole())).toEqual([arn])
})

test('activity without credentials: if --accounts names several, only the account of the key is searched', async () => {
  const { whole } = await offline('--accounts', `${ACCOUNT},${OTHER}`, '--key', keyOf(OTHER, REGION))
  expect(placesIn(whole())).toEqual([`${OTHER} ${REGION}`])
  expect(whole().gaps.filter(({ region }) => region === null)).toEqual([])
})

test('activity without credentials: an account that the archive does not have is a gap beside others', async () => {
  const { exit, whole } = await offline('--accounts', `${OTHER},777788889999`)
  expect(exit).toBe(0)
  const message = 'the archive has no log file of the account'
  expect(whole().gaps).toContainEqual(expect.objectContaining({ account_id: '777788889999', region: null, message }))
})

const NO_LOG = 'the archive has no log file of this account and Region. Run kms-audit archive status'
const STATUS = 'Run kms-audit archive status to list its accounts and Regions.'
const TO_READ =
  'To read the archive without credentials, name its accounts (--accounts), or each key by its ARN (--key).'

test.each<[args: () => string[], exit: number, message: string]>([
  [
    () => ['--key', keyOf(ACCOUNT, REGION).replace(ACCOUNT, '777788889999')],
    2,
    `kms-audit: The archive has no log file of account 777788889999. ${STATUS}`,
  ],
  [() => ['--accounts', '777788889999'], 2, `no log file of account 777788889999. ${STATUS}`],
  [() => ['--accounts', '777788889999', '-r', REGION], 2, `no log file of account 777788889999. ${STATUS}`],
  [() => ['--key', keyOf(ACCOUNT, REGION).replace(REGION, 'us-eats-1')], 3, NO_LOG],
  [() => ['--accounts', OTHER, '-r', 'ap-*'], 3, `The archive has no log file of account ${OTHER} in ap-*. Run`],
  [() => ['--accounts', OTHER, '-r', 'eu-west-9'], 2, "Unknown Region 'eu-west-9'. Did you mean eu-west-1?"],
  [
    () => ['--accounts', OTHER, '--key', 'alias/a'],
    2,
    `Cannot look up 'alias/a' in account ${OTHER}, which is not entered.`,
  ],
  [
    () => ['--accounts', OTHER, '--key', keyOf(ACCOUNT, REGION)],
    2,
    `belongs to account ${ACCOUNT}, not to ${OTHER}. Add the`,
  ],
  [() => ['--key', 'alias/a', '-r', REGION], 3, `No AWS credentials found; AWS_EC2_METADATA_DISABLED is set.`],
  [() => ['--key', 'alias/a', '-r', REGION], 3, TO_READ],
  [() => [], 2, TO_READ],
])(
  'activity without credentials: what cannot be read is refused with the next step (%#)',
  async (args, exit, message) => {
    const shown = await offline(...args())
    expect(shown.err).toContain(message)
    expect({ exit: shown.exit, out: shown.out, requests: shown.requests }).toEqual({ exit, out: '', requests: [] })
  },
)

test('key without credentials: the error says that activity needs none for log files on disk', async () => {
  const io = memoryIo({ env: { HOME: home, AWS_EC2_METADATA_DISABLED: 'true' } })
  const args = ['key', keyOf(ACCOUNT, REGION), '--trail-index', archive.index()]
  const { exit, err } = await run(args, { clock: () => NOW, accounts: [] }, { io, signs: 'by-profile' })
  expect(exit).toBe(3)
  expect(err).toMatch(
    /^kms-audit: No AWS credentials found; .* Without credentials, kms-audit activity --key ARN shows who used/,
  )
})

/** The program with credentials of an account that has no key. */
async function inAccount(id: string, ...args: string[]) {
  const accounts = [simAccount({ id, regions: { [REGION]: { keys: [] }, 'eu-west-1': { keys: [] } } })]
  const words = ['activity', ...archive.named(), ...WHOLE, '-o', 'json', ...args]
  const shown = await run(words, { clock: () => NOW, accounts })
  return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
}

test('activity: credentials at hand are not used for a key that is named by ARN, unless an option names them', async () => {
  const arn = keyOf(OTHER, 'eu-west-1')
  expect((await inAccount(ACCOUNT, '--key', arn)).requests).toEqual([])
  const named = await inAccount(ACCOUNT, '--key', arn, '--profile', 'any')
  expect(named.aws.calls['sts:GetCallerIdentity']).toBe(1)
  expect([named.exit, placesIn(named.whole()), keysIn(named.whole())]).toEqual([0, [`${OTHER} eu-west-1`], [arn]])
})

test('activity: without an archive, --accounts without --org is refused', async () => {
  const { exit, err } = await run(['activity', '--accounts', OTHER], archive.world())
  expect({ exit, err }).toEqual({
    exit: 2,
    err: 'kms-audit: --org-role, --accounts, --exclude-accounts and --ou apply to an organization only. Add --org.\n',
  })
})
