import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minuteText } from '../../../src/model/time.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { type Truth, writeArchive } from '../../archives/generator/write-archive.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { run } from '../../run.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const ACCOUNT = '111122223333'
const PLACE = { account: ACCOUNT, region: 'us-east-1' }

let folder = ''
let truth: Truth

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
  // KMS tracks uses from 2026-04-23 on, in the middle of this archive.
  const shape = { since: '2026-04-20', days: 5, eventsPerDay: 150, accounts: [ACCOUNT], regions: [PLACE.region] }
  truth = writeArchive(folder, { ...shape, keysPerPlace: 3, digests: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

const keysOf = (): readonly string[] => truth.keys.get(`${ACCOUNT}/${PLACE.region}`) ?? []
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** The account of the archive, with the keys that its log files name. None of them is used any more. */
const world = (createdAt: number): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: { [PLACE.region]: { keys: keysOf().map(arn => simKey({ id: idOf(arn), createdAt })) } },
    }),
  ],
})

const CREATED = Date.UTC(2026, 3, 20, 6)
const audit = (argv: readonly string[], createdAt = CREATED) =>
  run(['-r', PLACE.region, '--no-requests', ...argv], world(createdAt))

const lastUsed = async (...argv: string[]): Promise<Record<string, string | undefined>> => {
  const { keys } = (await audit([...argv, '-o', 'json'])).report()
  return Object.fromEntries(keys.map(({ key_arn, last_used }) => [key_arn, last_used]))
}

describe('--trail-archive', () => {
  test('trail archive: a use from before KMS tracked uses is the last use, and unused keys are proven never used', async () => {
    const question = { ...PLACE, keys: null, since: 0, until: NOW, detail: 'last-use' as const }
    const histories = historiesOf(truth.calls, question)
    const shown = await lastUsed('--trail-archive', folder)
    for (const arn of keysOf()) {
      const last = histories.get(arn)?.last ?? null
      expect(shown[arn]).toBe(last === null ? 'Never' : minuteText(last.at))
    }
    expect(Object.values(shown)).toContain('Never')
    expect(Object.values(shown).filter(text => text?.startsWith('2026-04-2'))).not.toEqual([])
  })

  test('trail archive: without it, the same keys are known from the start of tracking only', async () => {
    expect(new Set(Object.values(await lastUsed()))).toEqual(new Set(['Never since 2026-04-23']))
  })

  test('trail archive: a key that is older than the archive is not called never used', async () => {
    const { keys } = (await audit(['--trail-archive', folder, '-o', 'json'], CREATED - 90 * 86_400_000)).report()
    expect(keys.map(({ last_used }) => last_used)).not.toContain('Never')
    expect(keys.map(({ last_used }) => last_used)).toContain('Never since 2026-04-20')
  })

  test('trail archive: the log files of another Region decide nothing, and a gap says so', async () => {
    const other = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
    writeArchive(other, { ...truth.shape, regions: ['eu-west-1'], days: 1 })
    const audited = await audit(['--trail-archive', other, '-o', 'json'])
    rmSync(other, { recursive: true })
    expect(audited.report().gaps).toEqual([
      expect.objectContaining({
        operation: 'kms-audit:trail-archive',
        reason: 'partial',
        message: 'the archive shows nothing of this account and Region, so it decides nothing',
      }),
    ])
    expect(audited.report().keys.map(({ last_used }) => last_used)).toContain('Never since 2026-04-23')
  })

  test('trail archive: if one log file is missing, no key is called never used, and a gap says when', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
    writeArchive(copy, { ...truth.shape })
    const logs = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(path =>
      /_CloudTrail_.*20260421T/.test(path),
    )
    unlinkSync(join(copy, logs[3] ?? ''))
    const report = (await audit(['--trail-archive', copy, '-o', 'json'])).report()
    rmSync(copy, { recursive: true })
    expect(report.keys.map(({ last_used }) => last_used)).not.toContain('Never')
    expect(report.gaps).toMatchObject([
      { operation: 'kms-audit:trail-archive', reason: 'partial', message: expect.stringMatching(/2026-04-21/) },
    ])
  })

  test('trail archive: --who names the role or service of the last use, however long ago', async () => {
    const shown = await audit(['--trail-archive', folder, '--who', '-o', 'json'])
    const question = { ...PLACE, keys: null, since: 0, until: NOW, detail: 'last-use' as const }
    const histories = historiesOf(truth.calls, question)
    for (const { key_arn, last_user } of shown.report().keys) {
      const last = histories.get(key_arn)?.last ?? null
      expect(last_user).toMatchObject(
        last === null
          ? { status: 'none' }
          : { status: 'known', operation: last.operation, principal: last.principal, service: last.service },
      )
    }
    const text = await audit(['--trail-archive', folder, '--who', '-o', 'csv'])
    expect(text.out).toMatch(/,arn:aws:iam::111122223333:role\/|,[a-z0-9]+\.amazonaws\.com/)
  })

  test('trail archive: one row of the timeline of a key has each stretch that was seen', async () => {
    const stopped = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
    const { keys } = writeArchive(stopped, { ...truth.shape, stops: [{ from: 1, to: 2 }] })
    const [arn = ''] = keys.get(`${ACCOUNT}/${PLACE.region}`)?.slice(-1) ?? []
    const { out } = await run(['key', arn, '--trail-archive', stopped], world(CREATED))
    rmSync(stopped, { recursive: true })
    expect(out.match(/^  archive +-/gm)).toHaveLength(1)
  })

  test('trail archive: that it begins and ends some time is not a gap, and running again is not advised', async () => {
    const whole = await audit(['--trail-archive', folder])
    expect(whole.err).toBe('')
    expect(whole.out).not.toContain('Incomplete')
    const alone = await audit(['--trail-archive', folder, '--source', 'archive'])
    expect(alone.out).toContain('Next: ask all sources when the keys were last used:')
  })

  test('trail archive: an index answers alone, and says what it did', async () => {
    const index = join(folder, 'index')
    const first = await lastUsed('--trail-archive', folder, '--trail-index', index)
    expect(await lastUsed('--trail-index', index)).toEqual(first)
  })
})

describe('wrong usage of archives', () => {
  test.each<[argv: string[], message: RegExp]>([
    [
      ['--source', 'kms,archive'],
      /^kms-audit: --source archive needs the log files of CloudTrail\. Add --trail-archive DIR\./,
    ],
    [
      ['--source', 'kms', '--trail-archive', 'logs'],
      /^kms-audit: --trail-archive is not searched with --source kms\. Add archive to --source\./,
    ],
    [['--trail-archive', join(tmpdir(), 'kms-audit-nothing-here')], /kms-audit-nothing-here/],
  ])('trail archive: %j is one line', async (argv, message) => {
    const { exit, out, err } = await audit(argv)
    expect([exit, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
