import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Checkpoint } from '../../../src/collect/run/checkpoint.ts'
import { untouchedHeap } from '../../../src/lib/process/heap.ts'
import { seeded } from '../../../src/simulation/world/random.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY } from '../../../src/model/time.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run, type Run } from '../../run.ts'
import { damaged } from '../../report/damage.ts'
import { randomRuns } from '../../random-runs.ts'

const folder = mkdtempSync(join(tmpdir(), 'checkpoint-file-'))
const path = join(folder, 'run.ndjson')
afterAll(() => rmSync(folder, { recursive: true }))

const keys = [1, 2, 3].map(number =>
  simKey({ id: id(number), uses: [{ operation: 'Decrypt', at: NOW - number * 40 * DAY }] }),
)
const audit = (): Promise<Run> =>
  run(['-o', 'json', '--check', 'tags-missing', '--checkpoint', path, '--source', 'kms'], aWorld(keys))

const CHANGES = randomRuns(16)

test(`checkpoint: ${CHANGES} random changes of its lines are dropped or refused in one line, never believed`, async () => {
  const { report: truth } = await audit()
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  const random = seeded(11)
  for (let number = 0; number < CHANGES; number++) {
    const at = Math.floor(random() * lines.length)
    const { document, what } = damaged(JSON.parse(lines[at] ?? '') as Record<string, unknown>, random)
    writeFileSync(path, `${lines.with(at, JSON.stringify(document)).join('\n')}\n`)
    const { exit, err, report } = await audit()
    expect(err, what).not.toMatch(/a bug in|\n +at /)
    if (exit === 2) expect(err.trim().split('\n'), what).toHaveLength(1)
    else expect({ what, keys: report().keys, gaps: report().gaps }).toEqual({ what, keys: truth().keys, gaps: [] })
    writeFileSync(path, '')
  }
})

const opened = (file: string): Checkpoint =>
  Checkpoint.open({
    path: file,
    ttl: DAY,
    fingerprint: {},
    now: NOW,
    processes: { pid: process.pid, isAlive: () => true },
    heap: untouchedHeap,
    warn: () => {},
  })

const PLACE = { partition: 'aws', account: '111122223333', region: 'us-east-1' }

test.each<[string, (header: string, one: string, two: string) => string[]]>([
  ['holds another key in that line', (header, one, two) => [header, two, one]],
  ['ends before that line', header => [header]],
  ['has the middle of a longer line there', (header, one, two) => [`${header.slice(0, -1)},"more":1}`, one, two]],
])('checkpoint: an answer is not taken from a file that another run has rewritten and that now %s', (_, rewritten) => {
  const file = join(folder, 'rewritten.ndjson')
  rmSync(file, { force: true })
  const first = opened(file)
  first.remember(PLACE, 'kms full', id(1), { uses: 1 })
  first.remember(PLACE, 'kms full', id(2), { uses: 2 })
  first.close()
  const resumed = opened(file)
  expect(resumed.recall(PLACE, 'kms full', id(1))).toEqual({ uses: 1 })
  const [header = '', one = '', two = ''] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, `${rewritten(header, one, two).join('\n')}\n`)
  expect(resumed.recall(PLACE, 'kms full', id(1))).toBeUndefined()
  resumed.close()
})

test('checkpoint: a run whose lock was taken over does not empty the file of the other run', () => {
  const file = join(folder, 'shared.ndjson')
  const checkpoint = opened(file)
  const kept = readFileSync(file, 'utf8')
  writeFileSync(`${file}.lock`, 'of another run')
  checkpoint.forget()
  checkpoint.close()
  expect(readFileSync(file, 'utf8')).toBe(kept)
})
