import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ArchiveFact } from '../../../src/archives/archive-fact.ts'
import { listArchive } from '../../../src/archives/local/list-archive.ts'
import { readFiles } from '../../../src/archives/local/read-files.ts'
import type { ReadFile } from '../../../src/archives/local/trail-file.ts'
import type { TrailChange } from '../../../src/model/archive/coverage.ts'
import { writeArchive } from '../generator/write-archive.ts'
import { historiesOfFacts } from '../histories-of-facts.ts'
import { historiesOf } from '../known-call.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-read-'))
afterAll(() => rmSync(folder, { recursive: true }))
const { signal } = new AbortController()

test('reading an archive: it says what was done with each key, and which changes of trails were made', async () => {
  const shape = { days: 3, eventsPerDay: 300, level: 1, organization: 'o-exampleorgid', stops: [{ from: 1, to: 2 }] }
  const truth = writeArchive(folder, shape)
  const { files } = await listArchive([folder], signal)
  const facts: ArchiveFact[] = []
  const changes: TrailChange[] = []
  let [records, odd] = [0, 0]
  const read: ReadFile[] = []
  for await (const some of readFiles(files, { signal })) read.push(...some)
  for (const { reading } of read) {
    if (!('log' in reading)) throw new Error(JSON.stringify(reading))
    facts.push(...reading.log.facts)
    changes.push(...reading.log.changes)
    records += reading.log.records
    odd += reading.log.odd
  }
  const places = truth.shape.accounts.flatMap(account => truth.shape.regions.map(region => ({ account, region })))
  const expected = places.flatMap(place => [
    ...historiesOf(truth.calls, { ...place, keys: null, since: 0, until: Number.MAX_SAFE_INTEGER, detail: 'days' }),
  ])
  // A key that was only scheduled for deletion has a history with nothing in it.
  expect(historiesOfFacts(facts)).toEqual(new Map(expected))
  expect({ records, odd }).toEqual({ records: truth.logs.reduce((sum, log) => sum + log.records, 0), odd: 0 })
  expect(changes.map(({ operation, recordsUses }) => [operation, recordsUses])).toEqual([
    ['PutEventSelectors', true],
    ['StopLogging', false],
    ['StartLogging', null],
  ])
})

test('reading an archive: it can be cancelled between two files', async () => {
  const { files } = await listArchive([folder], signal)
  const controller = new AbortController()
  let read = 0
  const loop = async () => {
    for await (const _ of readFiles(files, { signal: controller.signal })) {
      read++
      controller.abort(new Error('cancelled'))
    }
  }
  await expect(loop()).rejects.toThrow('cancelled')
  expect(read).toBe(1)
})

test('reading an archive: a file that is gone is named', async () => {
  const path = join(folder, '111122223333_CloudTrail_us-east-1_20240305T1205Z_0123456789ABCDEF.json.gz')
  writeFileSync(path, '')
  const { files } = await listArchive([folder], signal)
  const [file] = files.filter(({ path: each }) => each === path)
  rmSync(path)
  const next = await readFiles(file === undefined ? [] : [file], { signal }).next()
  expect(next.value).toEqual([{ file, reading: { read: false, why: 'it does not exist' } }])
})
