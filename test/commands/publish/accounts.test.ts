import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import type { SimSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { run } from '../../run.ts'
import { ACCOUNT, aHub, CHECKED, NOW, publish, statesIn, unrotated, fastIo } from '../../sinks/security-hub/a-hub.ts'

const OTHER = '444455556666'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
  // The SDK renews a session by the machine's clock: here that is the clock of the simulation.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterAll(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

const hubs: Readonly<Record<string, SimSecurityHub>> = { [ACCOUNT]: aHub(), [OTHER]: aHub() }
const role = `arn:aws:iam::${OTHER}:role/KeyAudit`
const world = (now: number) => ({
  clock: () => now,
  accounts: [ACCOUNT, OTHER].map((account, n) =>
    simAccount({
      id: account,
      regions: { 'us-east-1': { keys: [unrotated(n + 1)], securityHub: hubs[account] ?? aHub() } },
      roles: [{ name: 'KeyAudit' }],
    }),
  ),
})
const own = `arn:aws:iam::${ACCOUNT}:role/KeyAudit`

test('many accounts: each gets its own findings, with its own session', async () => {
  const sent = await publish(world(NOW), ['--role-arn', `${own},${role}`])
  expect(sent).toMatchObject({
    exit: 0,
    out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n${OTHER} us-east-1: 1 active, 0 resolved\n`,
  })
  expect(sent.err).toContain('Findings for Security Hub in us-east-1 of 2 accounts: 2 active findings (2 medium).')
  expect([hubs[ACCOUNT], hubs[OTHER]].map(hub => hub && statesIn(hub))).toEqual([
    ['rotation-off 1 ACTIVE FAILED'],
    ['rotation-off 2 ACTIVE FAILED'],
  ])
  const senders = sent.aws.log.filter(({ operation }) => operation === 'securityhub:BatchImportFindings')
  expect(senders.map(({ account }) => account).toSorted()).toEqual([ACCOUNT, OTHER])
})

test('many accounts: an account of a saved report without credentials is named, and the others get their findings', async () => {
  const file = join(folder, 'two.json')
  const argv = [...CHECKED, '-o', 'json', '--role-arn', `${own},${role}`]
  writeFileSync(file, (await run(argv, world(NOW + DAY), { machine: () => NOW })).out)
  const from = ['publish', 'security-hub', '--yes', '--from', file]
  const sent = await run(from, world(NOW), { io: fastIo({ AWS_REGION: '' }) })
  expect(sent).toMatchObject({ exit: 4, out: `${ACCOUNT} us-east-1: 1 active, 0 resolved\n` })
  expect(sent.err).toContain(
    `kms-audit: No credentials for account ${OTHER}: 1 finding was not sent. Add --profile or --role-arn for this account, or --org.\n`,
  )
  expect(Object.keys(sent.aws.calls).filter(call => call.startsWith('kms:'))).toEqual([])
})
