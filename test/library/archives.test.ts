import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit, AuditError, type AuditRequest, type HttpWire } from '../../src/index.ts'
import { minuteText } from '../../src/model/time.ts'
import { SimulatedAws } from '../../src/simulation/wire/simulated-aws.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount } from '../../src/simulation/world/world.ts'
import { type Truth, writeArchive } from '../archives/generator/write-archive.ts'
import { historiesOf } from '../archives/known-call.ts'

const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

let folder = ''
let truth: Truth

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-library-'))
  const shape = { since: '2024-03-01', days: 2, eventsPerDay: 60, kmsShare: 0.5, accounts: [ACCOUNT] }
  truth = writeArchive(join(folder, 'logs'), { ...shape, regions: [REGION], keysPerPlace: 2, filesPerDay: 4 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const keysOf = (): readonly string[] => truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** The account of the log files, in which no key is used any more. */
function wire(): HttpWire {
  const keys = keysOf().map(arn => simKey({ id: idOf(arn), createdAt: Date.UTC(2024, 0, 1) }))
  const world = { clock: Date.now, accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys } } })] }
  const aws = new SimulatedAws(world, {})
  return {
    credentials: { accessKeyId: world.accounts[0]?.accessKeyIds[0] ?? '', secretAccessKey: 'none' },
    handle: ({ hostname: host, ...request }) => aws.handle({ host, ...request }),
  }
}

const run = (request: AuditRequest = {}) =>
  audit({ regions: [REGION], env: {}, wire: wire(), requestDays: null, sources: ['kms', 'archive'], ...request })

test('library: a use that only the log files have is the last use of the key', async () => {
  const { keys } = await run({ archives: { trailArchive: [join(folder, 'logs')], trailIndex: join(folder, 'ix') } })
  const [used = ''] = keysOf()
  const question = {
    account: ACCOUNT,
    region: REGION,
    keys: null,
    since: 0,
    until: Date.now(),
    detail: 'last-use' as const,
  }
  const last = historiesOf(truth.calls, question).get(used)?.last
  const found = keys.find(({ key_arn }) => key_arn === used)
  expect(found?.usage).toMatchObject({ status: 'used', event_id: last?.eventId, source: 'archive' })
  expect(found?.last_used).toContain(minuteText(last?.at ?? 0))
})

test('library: archives are closed again, so that the next audit can read the same index', async () => {
  const archives = { trailIndex: join(folder, 'ix') }
  const [one, other] = [await run({ archives }), await run({ archives })]
  expect(one.keys.map(({ last_used }) => last_used)).toEqual(other.keys.map(({ last_used }) => last_used))
})

test('library: history gets a line of each run', async () => {
  const history = join(folder, 'keys.ndjson')
  const messages: string[] = []
  await run({ history, sources: [], onMessage: line => messages.push(line) })
  await run({ history, sources: [], onMessage: line => messages.push(line) })
  const lines = readFileSync(history, 'utf8').trimEnd().split('\n')
  expect(lines.map(line => typeof (JSON.parse(line) as { generated_at?: string }).generated_at)).toEqual([
    'string',
    'string',
  ])
  expect(messages).toEqual([])
})

test('library: a file of something else is not taken for a history, and an archive that is none is wrong usage', async () => {
  const history = join(folder, 'notes.txt')
  writeFileSync(history, 'shopping list\n')
  const failed = await Promise.all(
    [{ history, sources: [] }, { archives: { trailIndex: folder } }].map(request =>
      run(request).catch((error: unknown) => error),
    ),
  )
  expect(failed.map(error => (error instanceof AuditError ? error.exit : error))).toEqual([2, 2])
  expect(readFileSync(history, 'utf8')).toBe('shopping list\n')
})

test('library: the demo has an archive of its own', async () => {
  const request = { demo: true, regions: [REGION], keys: ['alias/build-secrets'], sources: ['kms', 'archive'] } as const
  const { keys } = await audit({ ...request, env: {} })
  expect(keys.map(({ last_used, usage }) => [last_used, usage?.source])).toEqual([['Never', 'archive+kms']])
})
