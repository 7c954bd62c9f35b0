import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import type { ArchiveShape } from '../../archives/generator/shape.ts'
import { type Truth, writeArchive } from '../../archives/generator/write-archive.ts'
import { historiesOf } from '../../archives/known-call.ts'
import { run } from '../../run.ts'

export const NOW = Date.UTC(2026, 10, 22, 9)
export const ACCOUNT = '111122223333'
export const REGION = 'us-east-1'

/** All days of the archive. */
export const WHOLE = ['--since', '2024-03-01', '--until', '2024-03-04']

/** An archive on disk with digest files, and an account whose keys are those of the archive. */
export interface WrittenArchive {
  folder(): string
  /** The log files are read once. */
  index(): string
  truth(): Truth
  /** ARNs of the keys of the account. */
  keys(): readonly string[]
  world(): SimulatedWorld
  /** The options that name the log files and their index. */
  named(): string[]
  /** Runs `activity` with the archive. */
  activity(...args: string[]): Promise<Awaited<ReturnType<typeof run>> & { whole(): Activity }>
  /** The calls that the generator wrote, from this day on, added up. */
  known(keys?: readonly string[] | null, from?: string): ReturnType<typeof historiesOf>
}

/** Writes four days of March 2024 before the tests of a file, and removes them after it. */
export function writtenArchive(more: Partial<ArchiveShape> = {}): WrittenArchive {
  let [folder, index] = ['', '']
  let truth: Truth
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
    index = mkdtempSync(join(tmpdir(), 'kms-audit-index-'))
    const shape = { since: '2024-03-01', days: 4, eventsPerDay: 120, kmsShare: 0.6, accounts: [ACCOUNT] }
    truth = writeArchive(folder, {
      ...shape,
      regions: [REGION],
      keysPerPlace: 3,
      filesPerDay: 8,
      digests: true,
      ...more,
    })
  })
  afterAll(() => {
    for (const each of [folder, index]) rmSync(each, { recursive: true })
  })
  const keys = (): readonly string[] => truth.keys.get(`${ACCOUNT}/${REGION}`) ?? []
  const world = (): SimulatedWorld => {
    const all = keys().map((arn, number) => simKey({ id: idOf(arn), aliases: [`alias/k${number}`] }))
    return { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions: { [REGION]: { keys: all } } })] }
  }
  const named = (): string[] => ['--trail-archive', folder, '--trail-index', index]
  return {
    folder: () => folder,
    index: () => index,
    truth: () => truth,
    keys,
    world,
    named,
    async activity(...args) {
      const shown = await run(['activity', '-r', REGION, ...named(), '-o', 'json', ...args], world())
      return { ...shown, whole: () => JSON.parse(shown.out) as Activity }
    },
    known: (wanted = null, from = '2024-03-01') =>
      historiesOf(truth.calls, {
        account: ACCOUNT,
        region: REGION,
        keys: wanted,
        since: Date.parse(from),
        until: Date.parse('2024-03-05'),
        detail: 'days',
      }),
  }
}

export const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

export const sumOf = (rows: readonly { calls: number }[]): number => rows.reduce((sum, { calls }) => sum + calls, 0)

export const eventsIn = (histories: ReturnType<typeof historiesOf>): number =>
  [...histories.values()].flatMap(({ days }) => days).reduce((sum, { events }) => sum + events, 0)
