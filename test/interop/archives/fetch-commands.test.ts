import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { SegmentRecord } from '../../../src/archives/index-store/segment.ts'
import { BUCKET } from '../../archives/generator/shape.ts'
import { type Random, randomFrom } from '../../archives/generator/random.ts'
import { run } from '../../run.ts'
import { aWorld } from '../../simulation/services/clients.ts'
import { aLife, documentOf, keyIn, type Life, PLACE, statusAt } from '../../commands/archive/a-life.ts'
import { pasteIntoShell } from '../../commands/archive/aws-stand-in.ts'

/** A bucket with everything, and a copy of it from which files are gone. */
function incompleteCopy(life: Life, lose: (files: readonly string[]) => readonly string[]): string {
  const buckets = join(life.folder, 'buckets')
  cpSync(life.tree, join(buckets, BUCKET), { recursive: true })
  for (const file of lose(life.files)) rmSync(join(life.tree, file))
  return buckets
}

/** The lines of the table that are commands. */
const commandsIn = (out: string): string =>
  out
    .split('\n')
    .filter(line => /^ {2}(aws|kms-audit) /.test(line))
    .join('\n')

const here = (kind: string, region = PLACE) => `/${kind}/${region}/`
const some =
  (part: string, first: number, count: number) =>
  (files: readonly string[]): string[] =>
    files.filter(file => file.includes(part)).slice(first, first + count)
const several = (random: Random) => (files: readonly string[]) =>
  Array.from({ length: 9 }, () => random.pick(files as [string, ...string[]])).filter(
    (file, index, all) => all.indexOf(file) === index,
  )

test.each([
  ['a log file', some(here('CloudTrail'), 3, 1)],
  ['some digest files', some(here('CloudTrail-Digest'), 10, 4)],
  ['the last digest files', some(here('CloudTrail-Digest'), 18, 20)],
  ['a digest file of the home Region', some(here('CloudTrail-Digest', 'us-east-1'), 9, 1)],
  ['all files of the home Region', some('/us-east-1/', 0, 1000)],
  ['files at random', several(randomFrom(1))],
  ['more files at random', several(randomFrom(3))],
])('archive status --key: without %s, the commands that it prints make the key covered', async (_, lose) => {
  const life = aLife()
  const buckets = incompleteCopy(life, lose)
  const before = await keyIn(life)
  let after = before
  // A digest file names log files that are missing, so that there may be a second round.
  for (let round = 0; round < 2 && after.uncovered.length > 0; round++) {
    const { out } = await statusAt(life.now, '--trail-archive', life.tree, '--key', life.key)
    pasteIntoShell(commandsIn(out), buckets, life.folder)
    after = await keyIn(life)
  }
  expect({ wasCovered: before.uncovered.length === 0, uncovered: after.uncovered }).toEqual({
    wasCovered: false,
    uncovered: [],
  })
})

test('archive status: commands can be pasted if a prefix has spaces, quotes and a substitution', async () => {
  const life = aLife({ prefix: "it's a $(touch harm) `touch harm` *" })
  const buckets = incompleteCopy(life, some(here('CloudTrail'), 1, 2))
  const { out } = await statusAt(life.now, '--trail-archive', life.tree)
  pasteIntoShell(commandsIn(out), buckets, life.folder)
  expect(existsSync(join(life.folder, 'harm'))).toBe(false)
  expect((await documentOf(life.now, '--trail-archive', life.tree)).summary.missing_files).toBe(0)
})

test('archive status: missing files of an organization are copied to the directories of its accounts', async () => {
  const life = aLife({ organization: 'o-exampleorgid' })
  const buckets = incompleteCopy(life, some(here('CloudTrail'), 1, 2))
  const { fetch } = await documentOf(life.now, '--trail-archive', life.tree)
  const path = '111122223333/CloudTrail/eu-west-1/2024/01/01/'
  expect(fetch).toMatchObject([
    {
      kind: 'log',
      source: `s3://${BUCKET}/AWSLogs/o-exampleorgid/${path}`,
      target: `${life.tree}/AWSLogs/o-exampleorgid/${path}`,
    },
  ])
  pasteIntoShell(fetch.map(({ command }) => command).join('\n'), buckets, life.folder)
  expect((await documentOf(life.now, '--trail-archive', life.tree)).summary.missing_files).toBe(0)
})

test('archive status --trail-index: the files are copied to a directory of their own, and the last command adds it', async () => {
  const life = aLife()
  const index = join(life.folder, 'ix')
  const buckets = incompleteCopy(life, some(here('CloudTrail'), 1, 2))
  const add = (tree: string) => run(['archive', 'add', '--trail-archive', tree, '--trail-index', index], aWorld([]))
  expect((await add(life.tree)).exit).toBe(0)
  const { out } = await statusAt(life.now, '--trail-index', index)
  const lines = commandsIn(out).split('\n')
  expect(lines.at(-1)).toBe(`  kms-audit archive add --trail-archive missing-logs --trail-index ${index}`)
  pasteIntoShell(lines.slice(0, -1).join('\n'), buckets, life.folder)
  expect(readdirSync(join(life.folder, 'missing-logs'))).toEqual(['111122223333'])
  expect((await add(join(life.folder, 'missing-logs'))).exit).toBe(0)
  expect((await documentOf(life.now, '--trail-index', index)).summary.missing_files).toBe(0)
})

/** Makes an index as an earlier version wrote it, which did not note where files are in S3. */
function forgetPlaces(index: string): void {
  const segments = join(index, 'segments')
  for (const name of readdirSync(segments).filter(each => each.endsWith('.json'))) {
    const record = JSON.parse(readFileSync(join(segments, name), 'utf8')) as SegmentRecord
    const path = join(segments, name.replace('.json', '.files.ndjson.gz'))
    const bytes = readFileSync(path)
    const parts = record.tables.files.map(({ offset, length }) => {
      const text = gunzipSync(bytes.subarray(offset, offset + length)).toString()
      return gzipSync(text.replaceAll(/"folder":"[^"]*",?/g, ''))
    })
    writeFileSync(path, Buffer.concat(parts))
    let offset = 0
    const files = record.tables.files.map(({ place }, at) => {
      const length = parts[at]?.length ?? 0
      offset += length
      return { place, offset: offset - length, length }
    })
    writeFileSync(join(segments, name), JSON.stringify({ ...record, tables: { ...record.tables, files } }))
  }
}

test('archive status: if no digest file says where the files are, it prints no command, and says why', async () => {
  const life = aLife()
  incompleteCopy(life, some(here('CloudTrail'), 1, 1))
  const index = join(life.folder, 'ix')
  await run(['archive', 'add', '--trail-archive', life.tree, '--trail-index', index], aWorld([]))
  forgetPlaces(index)
  const { out } = await statusAt(life.now, '--trail-index', index)
  expect(commandsIn(out)).toBe('')
  expect(out).toMatch(
    /^To fetch +Files of eu-west-1 in account 111122223333 are missing, and no digest file .* build it again in a new directory\.$/m,
  )
  const { fetch, next_command } = await documentOf(life.now, '--trail-index', index)
  expect({ fetch, next_command }).toMatchObject({ fetch: [{ source: null, command: null }], next_command: null })
})
