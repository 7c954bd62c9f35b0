import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { aHub, CHECKED, fastIo, NOW, unrotated, worldAt } from '../../sinks/security-hub/a-hub.ts'
import { run, type RunOptions } from '../../run.ts'

let folder: string
let textfile: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'publish-'))
  textfile = join(folder, 'kms.prom')
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterAll(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

const both = (argv: readonly string[], options: RunOptions = {}) =>
  run(
    ['publish', 'prometheus', 'security-hub', '--textfile', textfile, ...CHECKED, ...argv],
    worldAt(NOW, [unrotated(1)], aHub()),
    {
      io: fastIo(),
      ...options,
    },
  )

const refused = [
  deniedByIdentityPolicy({ operation: 'BatchImportFindings' }),
  deniedByIdentityPolicy({ operation: 'GetFindings' }),
]

test('several destinations: each gets its own, and every line names it', async () => {
  const { exit, out, err } = await both(['--yes'])
  expect([exit, out]).toEqual([
    0,
    expect.stringMatching(
      /^prometheus: Wrote \d+ samples to .*kms\.prom\.\nsecurity-hub: 111122223333 us-east-1: 1 active, 0 resolved\n$/,
    ),
  ])
  expect(err).toMatch(/^kms-audit: prometheus: \d+ samples would be written/m)
  expect(err).toMatch(/^kms-audit: security-hub: Findings for Security Hub/m)
  expect(readFileSync(textfile, 'utf8')).toContain(
    'kms_audit_findings{account_id="111122223333",region="us-east-1",severity="medium"} 1',
  )
})

test('several destinations: if one fails the others get the report, and the exit code is 4', async () => {
  rmSync(textfile, { force: true })
  const { exit, out, err } = await both(['--yes'], { faults: refused })
  expect(exit).toBe(4)
  expect(out).toMatch(/^prometheus: Wrote/)
  expect(err).toMatch(/^kms-audit: security-hub: 111122223333 us-east-1: 2 findings not sent/m)
  expect(readFileSync(textfile, 'utf8')).not.toBe('')
})

test('several destinations: if none gets the report, the exit code is 3', async () => {
  const { exit, err } = await run(
    ['publish', 'security-hub', '--yes', ...CHECKED],
    worldAt(NOW, [unrotated(1)], aHub()),
    { io: fastIo(), faults: refused },
  )
  expect([exit, err]).toEqual([3, expect.stringContaining('2 findings not sent')])
})

test('several destinations: an option that is missing ends the run before anything is audited', async () => {
  const { exit, err, requests } = await run(
    ['publish', 'security-hub', 'prometheus', '--yes'],
    worldAt(NOW, [unrotated(1)], aHub()),
    { io: fastIo() },
  )
  expect([exit, err, requests]).toEqual([
    2,
    'kms-audit: publish prometheus requires --textfile. Add --textfile with a file that ends in .prom.\n',
    [],
  ])
})

test('several destinations: one question is asked for all of them', async () => {
  const io = fastIo({}, { tty: true, types: 'n' })
  const { exit, err } = await both([], { io })
  expect([exit, err]).toEqual([130, expect.stringContaining('Send to all 2 destinations? [y/N] ')])
})
