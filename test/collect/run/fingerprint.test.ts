import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuse } from '../../../src/simulation/faults/faults.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run } from '../../run.ts'

const SHOP = '111122223333'
const BANK = '444455556666'
const ACCOUNTS = [SHOP, BANK, '222233334444']
const world: SimulatedWorld = {
  clock: () => NOW,
  accounts: ACCOUNTS.map((account, number) =>
    simAccount({ id: account, regions: { 'us-east-1': { keys: [simKey({ id: id(number + 1) })] } } }),
  ),
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fingerprint-'))
  const profiles = world.accounts.map(({ accessKeyIds }, number) =>
    [`[p${number}]`, `aws_access_key_id = ${accessKeyIds[0] ?? ''}`, 'aws_secret_access_key = none', ''].join('\n'),
  )
  writeFileSync(join(folder, 'credentials'), profiles.join('\n'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An audit that goes on with the same file; the accounts that are shut do not let anybody in. */
function audit(profiles: string, shut: readonly string[] = []): Promise<Run> {
  const error = { name: 'InvalidClientTokenId', message: 'the token is not valid', status: 403 }
  const faults = shut.map(account =>
    refuse({ operation: 'GetCallerIdentity', when: call => call.account.id === account, error }),
  )
  const files = { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'), AWS_CONFIG_FILE: join(folder, 'config') }
  const words = ['-o', 'json', '--source', 'none', '-p', profiles, '--checkpoint', join(folder, 'keys.ndjson')]
  return run(words, world, { signs: 'by-profile', faults, io: memoryIo({ env: { ...FAST, ...files } }) })
}

const accountsOf = ({ report }: Run): string[] => report().keys.map(({ account_id }) => account_id)
const described = ({ aws }: Run): number => aws.calls['kms:DescribeKey'] ?? 0

test('checkpoint: a resumed run goes on without a profile that gives no answer this time', async () => {
  await audit('p0,p1')
  const again = await audit('p0,p1', [BANK])
  expect(again.exit).toBe(0)
  expect(accountsOf(again)).toEqual([SHOP])
  expect(described(again)).toBe(0)
  expect(again.report().gaps).toMatchObject([{ operation: 'sts:GetCallerIdentity' }])
  const whole = await audit('p0,p1')
  expect(accountsOf(whole)).toEqual([SHOP, BANK])
  expect(described(whole)).toBe(0)
})

test('checkpoint: a resumed run asks a profile that gave no answer the first time', async () => {
  await audit('p0,p1', [BANK])
  const again = await audit('p0,p1')
  expect(accountsOf(again)).toEqual([SHOP, BANK])
  expect(described(again)).toBe(1)
})

test.each([
  ['another profile is added', 'p0,p1,p2'],
  ['a profile is left out', 'p0'],
])('checkpoint: when %s, the file is refused as that of another run', async (_, profiles) => {
  await audit('p0,p1')
  const again = await audit(profiles)
  expect(again.exit).toBe(2)
  expect(again.err).toMatch(/different accounts/)
})

test('checkpoint: a profile without an answer does not open the file of other accounts', async () => {
  await audit('p0,p1')
  const again = await audit('p1,p2', [BANK])
  expect(again.exit).toBe(2)
})
