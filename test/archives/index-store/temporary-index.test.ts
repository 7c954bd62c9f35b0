import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { IndexStore } from '../../../src/archives/index-store/index-store.ts'
import { removeTemporaryIndex, temporaryIndex } from '../../../src/archives/index-store/temporary-index.ts'
import { NOW, opened } from './open-engine.ts'
import { ownTemporary, temporaryFolder } from './tiny-archive.ts'

const table = (...alive: number[]) => ({ pid: process.pid, isAlive: (pid: number) => alive.includes(pid) })

/** A folder with an index whose lock was never released, as kill -9 leaves it. */
function abandoned(folder: string): string {
  const index = mkdtempSync(join(folder, 'kms-audit-index-'))
  const holder = { processes: table(process.pid), now: NOW }
  const store = IndexStore.openToWrite(index, holder)
  onTestFinished(() => store.close())
  mkdirSync(join(index, 'segments'), { recursive: true })
  writeFileSync(join(index, 'segments', '000001.facts.ndjson.gz.tmp'), 'half')
  return index
}

test('temporary index: one whose run was killed is removed at the next start', () => {
  const folder = ownTemporary()
  const left = abandoned(folder)
  const made = temporaryIndex(table())
  expect(existsSync(left)).toBe(false)
  expect(readdirSync(folder).map(name => join(folder, name))).toEqual([made])
})

test('temporary index: one whose run goes on stays', () => {
  const folder = ownTemporary()
  const used = abandoned(folder)
  temporaryIndex(table(process.pid))
  expect(readdirSync(used).toSorted()).toEqual(['index.json', 'lock', 'segments'])
})

test.each([
  ['that has a file of something else', (index: string) => writeFileSync(join(index, 'notes.txt'), 'mine')],
  ['that was made just now, and has no lock yet', (index: string) => writeFileSync(join(index, '..', 'x'), '')],
])('temporary index: one %s stays', (what, change) => {
  const folder = ownTemporary()
  const left = what.includes('no lock') ? mkdtempSync(join(folder, 'kms-audit-index-')) : abandoned(folder)
  change(left)
  temporaryIndex(table())
  expect(existsSync(left)).toBe(true)
})

test('temporary index: an empty folder of yesterday is removed', () => {
  const folder = ownTemporary()
  const left = mkdtempSync(join(folder, 'kms-audit-index-'))
  utimesSync(left, 1, 1)
  temporaryIndex(table())
  expect(existsSync(left)).toBe(false)
})

test('temporary index: a run does not fail if its index cannot be removed', () => {
  const folder = ownTemporary()
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const made = temporaryIndex(table())
  // What lies below a file cannot be removed.
  expect(() => removeTemporaryIndex(join(file, 'x'))).not.toThrow()
  removeTemporaryIndex(made)
  expect(existsSync(made)).toBe(false)
})

test('temporary index: a link with such a name is not followed', () => {
  const folder = ownTemporary()
  const other = abandoned(temporaryFolder())
  symlinkSync(other, join(folder, 'kms-audit-index-AbCdEf'))
  temporaryIndex(table())
  expect(existsSync(join(other, 'index.json'))).toBe(true)
})

test('index: without log files and without an index, one line says what to name', async () => {
  await expect(opened({ trees: [], index: null })).rejects.toMatchObject({
    message: 'An archive needs log files or an index.',
    hint: 'Name log files with --trail-archive DIR, or an index with --trail-index DIR.',
  })
})
