import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeArchive } from '../../archives/generator/write-archive.ts'
import type { Case, Measurement } from '../case.ts'
import { median } from '../median.ts'
import { measureProgram, measureScript, type ProgramResult } from '../program.ts'
import { repeat } from '../repeat.ts'

/**
 * Four million events: 12,500 each day in 2 accounts x 2 Regions, in files of about 130 events. The bars are about ten
 * million, of which the start of the program is a smaller part. DuckDB would refuse hostile texts.
 */
const SHAPE = { days: 80, eventsPerDay: 12_500, kmsShare: 0.01, keysPerPlace: 50, filesPerDay: 96, hostile: 0 }
const EVENTS = SHAPE.days * SHAPE.eventsPerDay * 4

/** A folder in which `npm i @duckdb/node-api` was run. Without it, nothing is compared with DuckDB. */
const DUCKDB = process.env['KMS_AUDIT_DUCKDB']

/** The first run over an archive, against what unpacking its files takes, and against DuckDB. */
export const archiveIndexCase: Case = {
  title: `an archive of ${EVENTS} events, 1 % of them of KMS, read for the first time`,
  async run({ runs }) {
    const folder = mkdtempSync(join(tmpdir(), 'kms-audit-bench-'))
    try {
      writeArchive(join(folder, 'logs'), SHAPE)
      await measureOnce(folder)
      return measurements(await repeat(runs, () => measureOnce(folder)))
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

interface Round {
  added: ProgramResult
  unpacked: ProgramResult
  counted: ProgramResult | null
}

async function measureOnce(folder: string): Promise<Round> {
  const [logs, index] = [join(folder, 'logs'), join(folder, 'index')]
  const unpacked = await measureScript('gunzip-alone', [logs])
  const added = await measureProgram(['archive', 'add', '--trail-archive', logs, '--trail-index', index, '-q'])
  rmSync(index, { recursive: true })
  const counted = DUCKDB === undefined ? null : await measureScript('duckdb-recount', [logs, DUCKDB])
  return { added, unpacked, counted }
}

function measurements(rounds: readonly Round[]): Measurement[] {
  const peaks = rounds.map(({ added }) => added.peak)
  const peak = { bound: null, ratio: null, bar: 400, samples: peaks, notes: [] }
  return [
    compared('cpu', 1.8, rounds, 'gunzip alone', ({ added, unpacked }) => [added.cpu, unpacked.cpu]),
    { ...peak, what: 'peak memory', unit: 'MB', measured: median(peaks) },
    ...(DUCKDB === undefined
      ? []
      : [
          compared('wall', 1.1, rounds, 'DuckDB, read_json', ({ added, counted }) => [
            added.seconds,
            counted?.seconds ?? Number.NaN,
          ]),
        ]),
  ]
}

function compared(
  what: string,
  bar: number,
  rounds: readonly Round[],
  bound: string,
  pairOf: (round: Round) => [number, number],
): Measurement {
  const pairs = rounds.map(pairOf)
  const ratios = pairs.map(([ours, theirs]) => ours / theirs)
  return {
    what,
    unit: 's',
    measured: median(pairs.map(([ours]) => ours)),
    bound: median(pairs.map(([, theirs]) => theirs)),
    ratio: median(ratios),
    bar,
    samples: ratios,
    notes: [`bound: ${bound}, ${rounds.length} pairs`],
  }
}
