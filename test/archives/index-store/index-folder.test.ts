import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { anArchive, archive, named } from '../../commands/archive/an-archive.ts'
import { temporaryFolder } from './tiny-archive.ts'

/** An index of an archive, whose files the test changes. */
async function anIndex(): Promise<{ tree: string; index: string }> {
  const given = anArchive()
  expect((await archive('add', ...named(given))).exit).toBe(0)
  return given
}

/** The one line that a command prints to stderr; stdout is empty. */
async function refusal(...words: string[]): Promise<{ exit: number; err: string }> {
  const { exit, out, err } = await archive(...words)
  expect(out).toBe('')
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  return { exit, err }
}

test.each([['status'], ['add'], ['verify']])(
  'archive index: %s refuses a file in place of its directory',
  async action => {
    const { tree } = anArchive()
    const index = join(temporaryFolder(), 'file')
    writeFileSync(index, 'text')
    const { exit, err } = await refusal(
      action,
      ...(action === 'status' ? named({ tree, index }).slice(2) : named({ tree, index })),
    )
    expect({ exit, content: readFileSync(index, 'utf8') }).toEqual({ exit: 2, content: 'text' })
    expect(err).toContain(`Cannot read the index in ${index}: it is not a directory. Name the directory of an index`)
  },
)

test('archive add: other files in the directory of the index are left alone', async () => {
  const { tree } = anArchive()
  const index = temporaryFolder()
  writeFileSync(join(index, 'photo.jpg'), 'text')
  const { exit, err } = await refusal('add', ...named({ tree, index }))
  expect({ exit, files: readdirSync(index) }).toEqual({ exit: 2, files: ['photo.jpg'] })
  expect(err).toContain(`${index} is not an index of kms-audit: it has other files. Name a new or empty directory`)
})

test('archive status: an index of another version is refused before anything is read', async () => {
  const { index } = await anIndex()
  const record = join(index, 'index.json')
  writeFileSync(record, readFileSync(record, 'utf8').replace(/"version": \d+/, '"version": 999'))
  const { exit, err } = await refusal('status', '--trail-index', index)
  expect(exit).toBe(2)
  expect(err).toContain('has format version 999, but this version of kms-audit reads')
})

test.each([
  ['index.json', '{"format":"kms-audit trail index","version":2}', 'index.json is incomplete'],
  ['segments/000001.json', '{"tables":{}}', 'segments/000001.json is absent or damaged'],
  ['segments/000001.keys.ndjson.gz', null, 'segments/000001.keys.ndjson.gz does not exist'],
  ['segments/000001.files.ndjson.gz', 'garbage', 'segments/000001.files.ndjson.gz is damaged'],
])('archive index: if %s is damaged, the error says how to build the index again', async (file, content, why) => {
  const { tree, index } = await anIndex()
  const path = join(index, file)
  if (content === null) rmSync(path)
  else writeFileSync(path, content)
  for (const words of [
    ['status', '--trail-index', index],
    ['add', ...named({ tree, index })],
  ]) {
    const { exit, err } = await refusal(...words)
    expect(exit).toBe(3)
    expect(err).toContain(`The index in ${index} is damaged: ${why}. Remove the directory.`)
  }
})

test('archive add: two runs at once write one index after the other', async () => {
  const given = anArchive()
  const both = await Promise.all([archive('add', ...named(given)), archive('add', ...named(given))])
  const refused = both.filter(({ exit }) => exit !== 0)
  for (const { exit, err } of refused) {
    expect(exit).toBe(3)
    expect(err).toMatch(
      /Another run of kms-audit \(process \d+ on .*\) is writing the index in .* Wait for it to finish\./,
    )
  }
  const { out } = await archive('add', ...named(given))
  expect(out).toMatch(/^Read +No new files\.$/m)
})

test('archive add: an index in a directory that does not exist yet, with a name of odd characters', async () => {
  const { tree } = anArchive()
  const index = join(temporaryFolder(), 'a \'b\'\n"c"', 'ix')
  expect((await archive('add', '--trail-archive', tree, '--trail-index', index)).exit).toBe(0)
  const { exit, out } = await archive('status', '--trail-index', index)
  expect(exit).toBe(0)
  expect(out).toContain(String.raw`a 'b'\n"c"/ix`)
})

test.runIf(process.platform === 'linux')(
  'archive add: an index where no directory can be made is refused',
  async () => {
    const { tree } = anArchive()
    const { exit, err } = await refusal('add', ...named({ tree, index: '/proc/kms-audit/ix' }))
    expect(exit).toBe(3)
    expect(err).toContain(
      'Cannot write the index in /proc/kms-audit/ix: the directory does not exist. Name a directory',
    )
  },
)
