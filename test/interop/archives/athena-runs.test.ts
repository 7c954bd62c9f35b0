import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { htmlPage } from '../../../src/simulation/faults/faults.ts'
import { run, type Run, type RunOptions } from '../../run.ts'
import { aRow, KEY, monthOf } from '../../archives/athena/an-athena.ts'
import { anIo, athenaOf, AUDIT, KEY_ID, worldOf } from '../../archives/athena/audited-world.ts'
import type { SimulatedWorld } from '../../../src/simulation/world/world.ts'

/** Three months: three queries. */
const range = '2026/01/01,2026/03/31'
const use = aRow({ at: '2026-02-15T10:00:00Z' })

const audit = (world: SimulatedWorld, options: RunOptions = {}): Promise<Run> =>
  run([...AUDIT, '-o', 'json'], world, { io: anIo(), patience: 0.01, ...options })

const gapsOf = ({ report }: Run, operation = 'athena:StartQueryExecution'): string[] =>
  report()
    .gaps.filter(gap => gap.operation === operation)
    .map(({ account_id, region, reason, message }) => `${account_id} ${region} ${reason}: ${message}`)

const lastUse = ({ key }: Run): string | undefined => key(KEY_ID).usage?.last_used_at ?? undefined

test('athena: an audit reads results of several pages to the last row', async () => {
  const others = Array.from({ length: 2400 }, (_, index) =>
    aRow({ at: '2026-02-01T00:00:00Z', key: `${KEY.slice(0, -4)}${String(index).padStart(4, '0')}` }),
  )
  const world = worldOf(sql => ({ rows: monthOf(sql) === '2026-02-01' ? [...others, use] : [] }), { range })
  const audited = await audit(world)
  expect(audited.exit).toBe(0)
  expect(lastUse(audited)).toBe('2026-02-15T10:00:00Z')
  expect(audited.aws.calls['athena:GetQueryResults']).toBe(2 + 3)
})

test('athena: an audit goes on if a query fails, names its month, and does not call the key unused', async () => {
  const world = worldOf(
    sql => (monthOf(sql) === '2026-02-01' ? { fails: { why: 'HIVE_BAD_DATA: field 3 is not an array' } } : {}),
    { range },
  )
  const audited = await audit(world)
  expect(audited.exit).toBe(0)
  expect(gapsOf(audited)).toContain(
    '111122223333 null server_error: eu-west-1, 2026-02-01 to 2026-02-28: HIVE_BAD_DATA: field 3 is not an array',
  )
  expect(audited.key(KEY_ID)).toMatchObject({ disposition: 'silent', usage: { status: 'not_observed' } })
  expect(audited.err).toContain('athena:StartQueryExecution')
})

test('athena: an audit waits while Athena runs as many queries as it may', async () => {
  const world = worldOf(sql => ({ rows: monthOf(sql) === '2026-02-01' ? [use] : [], looks: 2 }), {
    range,
    athena: { atOnce: 1 },
  })
  const audited = await audit(world)
  expect(lastUse(audited)).toBe('2026-02-15T10:00:00Z')
  expect(audited.aws.calls['athena:StartQueryExecution']).toBeGreaterThan(3)
  expect(athenaOf(world).executions.size).toBe(3)
  expect(gapsOf(audited).filter(gap => !gap.includes('partial'))).toEqual([])
})

test('athena: Ctrl-C cancels the queries that run; what the others found is in the report', async () => {
  const io = anIo()
  const world = worldOf(
    sql => (monthOf(sql) === '2026-02-01' ? { rows: [use] } : monthOf(sql) === '2026-03-01' ? { looks: Infinity } : {}),
    { range },
  )
  const audited = await audit(world, {
    io,
    onRequest: (_, { calls }) => {
      if (calls['athena:GetQueryResults'] === 2) io.signal('SIGINT')
    },
  })
  expect(audited.exit).toBe(130)
  expect(audited.aws.calls['athena:StopQueryExecution']).toBe(1)
  expect([...athenaOf(world).executions.values()].map(({ isStopped }) => isStopped)).toEqual([false, false, true])
  expect(gapsOf(audited).join()).toContain('2026-03-01 to 2026-03-31: the query was cancelled: the run was interrupted')
  expect(audited.key(KEY_ID).usage).toMatchObject({ last_used_at: '2026-02-15T10:00:00Z', at_least: true })
})

const refuseMetadata = deniedByIdentityPolicy({ operation: 'GetTableMetadata' })

test.each([
  ['is denied', refuseMetadata],
  ['is not known to the endpoint', htmlPage({ operation: 'GetTableMetadata' })],
])('athena: an audit reads the table from AWS Glue if athena:GetTableMetadata %s', async (_, fault) => {
  const world = worldOf(() => ({ rows: [use] }), { range })
  const audited = await audit(world, { faults: [fault] })
  expect(audited.exit).toBe(0)
  expect(lastUse(audited)).toBe('2026-02-15T10:00:00Z')
  expect(audited.aws.calls['glue:GetTable']).toBe(1)
  expect(athenaOf(world).executions.size).toBe(3)
  expect(gapsOf(audited, 'athena:GetTableMetadata')).toEqual([])
})

test('athena: an audit that may not read the table runs its queries, and says so in a gap', async () => {
  const world = worldOf(() => ({ rows: [use] }), { range })
  const audited = await audit(world, { faults: [refuseMetadata, deniedByIdentityPolicy({ operation: 'GetTable' })] })
  expect(audited.exit).toBe(0)
  expect(lastUse(audited)).toBe('2026-02-15T10:00:00Z')
  expect(gapsOf(audited, 'athena:GetTableMetadata')).toEqual([
    expect.stringMatching(/^111122223333 eu-west-1 denied: .*athena:GetTableMetadata/),
  ])
})

test('athena: if only AWS Glue answers that there is no such table, the run ends before it begins', async () => {
  const { exit, out, err } = await run(
    ['--athena', 'audit.other'],
    worldOf(() => ({})),
    {
      io: anIo(),
      faults: [refuseMetadata],
    },
  )
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain('Table audit.other does not exist in eu-west-1.')
})
