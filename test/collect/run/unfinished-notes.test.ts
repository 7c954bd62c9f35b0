import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expiredToken } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'

const keys = (count: number): SimKey[] =>
  Array.from({ length: count }, (_, at) =>
    simKey({ id: id(at), uses: [{ operation: 'Decrypt', at: NOW - 3_600_000 }] }),
  )
const kmsOnly = ['-o', 'json', '--source', 'kms', '--no-requests']
/** STS knows the credentials when the account is entered, and no more. */
const lostAtSts = () => {
  let asked = 0
  return [expiredToken({ operation: 'GetCallerIdentity', when: () => ++asked > 1 })]
}
/** From the fifth key on. */
const expiring = () => {
  let asked = 0
  return [expiredToken({ operation: 'GetKeyLastUsage', when: () => ++asked > 5 }), ...lostAtSts()]
}

test('expired credentials: the line names account, keys that are left and what to do, exit 4', async () => {
  const { exit, err, report } = await run(kmsOnly, aWorld(keys(14)), { faults: expiring() })
  const left = report().keys.filter(({ last_used }) => last_used === 'Unknown').length
  expect(exit).toBe(4)
  expect(left).toBe(9)
  expect(err).toContain(
    'kms-audit: The credentials for account 111122223333 expired: 9 keys were not finished. ' +
      'Log in again and rerun the audit. Add --checkpoint FILE to make it resumable.\n',
  )
})

test('expired credentials: with --checkpoint the line names the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unfinished-'))
  const path = join(folder, 'run.ndjson')
  try {
    const { err } = await run([...kmsOnly, '--checkpoint', path], aWorld(keys(6)), { faults: expiring() })
    expect(err).toContain(`1 key was not finished. Log in again and rerun with --checkpoint ${path} to resume.\n`)
    const resumed = await run([...kmsOnly, '--checkpoint', path], aWorld(keys(6)))
    expect({ exit: resumed.exit, gaps: resumed.report().gaps }).toEqual({ exit: 0, gaps: [] })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('expired credentials: Regions that were not listed are named', async () => {
  const faults = [expiredToken({ operation: 'ListKeys', region: 'eu-west-1' })]
  const regions = { 'us-east-1': { keys: keys(1) }, 'eu-west-1': { keys: keys(1) } }
  const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions })] })
  const { exit, err } = await run([...kmsOnly, '-r', 'us-east-1,eu-west-1'], world, { faults })
  expect(exit).toBe(4)
  expect(err).toMatch(
    /The credentials for account 111122223333 expired: (.*, )?not all keys in eu-west-1 were listed\. /,
  )
})

test('--max-duration: one line says that the limit was reached and how many keys are left', async () => {
  const io = memoryIo({ env: { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=1' } })
  const { err, report } = await run([...kmsOnly, '--max-duration', '1s'], aWorld(keys(20)), { io })
  const left = report().keys.filter(({ last_used }) => last_used === 'Unknown').length
  expect(left).toBeGreaterThan(10)
  expect(err).toContain(
    `kms-audit: The time limit of --max-duration was reached: ${left} keys were not finished. ` +
      'Raise the limit, or add --checkpoint FILE and rerun to resume.\n',
  )
})
