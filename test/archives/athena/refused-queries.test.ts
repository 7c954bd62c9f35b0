import { expect, test } from 'vitest'
import type { SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { run } from '../../run.ts'
import { aRow, monthOf } from './an-athena.ts'
import { anIo, AUDIT, worldOf } from './audited-world.ts'

const CUT_OFF = { why: 'Bytes scanned limit was exceeded', isCancelled: true }
const NO_DATA = { why: 'PERMISSION_DENIED: Access denied when reading s3://logs/AWSLogs' }
const NO_COLUMN = { why: "COLUMN_NOT_FOUND: line 3:8: Column 'x' cannot be resolved" }

test.each([
  [
    'may not be started',
    worldOf(() => ({}), { account: { deniedActions: ['athena:StartQueryExecution'] } }),
    /not authorized to perform: athena:StartQueryExecution .*\. kms-audit archive ddl --policy prints the permissions/,
  ],
  [
    'have results that may not be read',
    worldOf(() => ({}), { account: { deniedActions: ['athena:GetQueryResults'] } }),
    /not authorized to perform: athena:GetQueryResults .*\. kms-audit archive ddl --policy prints the permissions/,
  ],
  [
    'may not read the bucket',
    worldOf(() => ({ fails: NO_DATA })),
    /PERMISSION_DENIED.*\. kms-audit archive ddl --policy prints the permissions/,
  ],
  [
    'are over the limit of the workgroup',
    worldOf(() => ({ fails: CUT_OFF })),
    /Bytes scanned limit was exceeded .*\. Raise the limit of the workgroup, or name another one with --athena-workgroup\./,
  ],
  [
    'do not fit the table',
    worldOf(() => ({ fails: NO_COLUMN })),
    /cannot be resolved\. Query the table in the Athena console/,
  ],
])('athena: an audit whose queries all %s ends with one line and the next step', async (_, world, message) => {
  const { exit, out, err } = await run(AUDIT, world, { io: anIo() })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  const lines = err.trimEnd().split('\n')
  expect(lines.at(-1)).toMatch(/^kms-audit: No query of Athena succeeded: /)
  expect(lines.at(-1)).toMatch(message)
  expect(lines.slice(0, -1).every(line => line.includes('Athena scanned'))).toBe(true)
})

test('athena: once queries are denied, no more are started', async () => {
  const world = worldOf(() => ({}), { account: { deniedActions: ['athena:StartQueryExecution'] } })
  const { aws } = await run(AUDIT, world, { io: anIo() })
  expect(aws.calls['athena:StartQueryExecution']).toBeLessThanOrEqual(5)
})

/** The messages of all gaps of an audit that ends with exit code 0. */
async function gapsOf(world: SimulatedWorld, ...words: string[]): Promise<string> {
  const { exit, report } = await run([...AUDIT, ...words, '-o', 'json'], world, { io: anIo() })
  expect(exit).toBe(0)
  return report()
    .gaps.map(({ message }) => message)
    .join()
}

test('athena: if one query succeeds, those that are refused are gaps', async () => {
  const world = worldOf(sql =>
    monthOf(sql) === '2025-06-01' ? { rows: [aRow({ at: '2025-06-15T10:00:00Z' })] } : { fails: CUT_OFF },
  )
  expect(await gapsOf(world)).toContain('Bytes scanned limit was exceeded')
})

test('athena: with --athena-max-bytes, what the limit leaves out is a gap, even if no query succeeds', async () => {
  const world = worldOf(() => ({ bytes: 5e9, looks: 3 }))
  expect(await gapsOf(world, '--athena-max-bytes', '1')).toContain('--athena-max-bytes permits')
})

test('activity: an archive whose queries are all refused ends the run with the next step', async () => {
  const world = worldOf(() => ({ fails: CUT_OFF }))
  const words = ['activity', '--athena', 'audit.kms_audit_trail', '--since', '2026-10-01']
  const { exit, out, err } = await run(words, world, { io: anIo() })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toContain('No query of Athena succeeded: Bytes scanned limit was exceeded')
})

test('lake: an audit whose queries are all denied ends with one line and the next step', async () => {
  const denied = ['cloudtrail:StartQuery', 'cloudtrail:GetEventDataStore']
  const world = worldOf(() => ({}), { account: { deniedActions: denied } })
  const store = '1234abcd-12ab-34cd-56ef-1234567890ab'
  const { exit, out, err } = await run(['--lake', store, '--source', 'kms,lake', '--no-requests'], world, {
    io: anIo(),
  })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toMatch(
    /No query of CloudTrail Lake succeeded: .*cloudtrail:StartQuery.*kms-audit permissions with the options/,
  )
})
