import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { AuditError } from '../../../src/lib/process/exit.ts'
import { answerOf, countOf, opened } from './open-engine.ts'
import { ACCOUNT, type Call, keyArn, logPath, ownTemporary, REGION, temporaryFolder, writeLog } from './tiny-archive.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const calls = (from: number, count = 3): Call[] =>
  Array.from({ length: count }, (_, each) => ({
    id: from + each,
    key: keyArn(1),
    at: START + (from + each) * 60_000,
    operation: 'Decrypt',
    role: 'app',
  }))

function archive(files = 3): { tree: string; index: string } {
  const folder = temporaryFolder()
  for (let file = 0; file < files; file++) writeLog(logPath(join(folder, 'logs'), file), calls(file * 10))
  return { tree: join(folder, 'logs'), index: join(folder, 'index') }
}

/** The message and the next step of an expected failure. */
async function failure(running: Promise<unknown>): Promise<{ exit: number; text: string }> {
  const error = await running.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AuditError)) throw error ?? new Error('nothing was thrown')
  return { exit: error.exit, text: `${error.message} ${error.hint ?? ''}` }
}

test('index: a later run reads only files that are new', async () => {
  const { tree, index } = archive()
  const first = await opened({ trees: [tree], index })
  expect(first.added.files).toBe(3)
  await first.close()
  writeLog(logPath(tree, 3), calls(30))
  const second = await opened({ trees: [tree], index })
  expect(second.added.files).toBe(1)
  expect(await countOf(second)).toBe(12)
  await second.close()
})

test('index: without new files, it stays as it is', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const before = readFileSync(join(index, 'index.json'), 'utf8')
  await (await opened({ trees: [tree], index })).close()
  expect(readFileSync(join(index, 'index.json'), 'utf8')).toBe(before)
})

test('index: a file that has grown is read again, and nothing of it counts twice', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  writeLog(logPath(tree, 0), [...calls(0), ...calls(100, 5)])
  const engine = await opened({ trees: [tree], index })
  expect(engine.added.files).toBe(1)
  expect(await countOf(engine)).toBe(14)
  await engine.close()
})

test('index: a damaged file is named with its reason, and read once it is whole', async () => {
  const { tree, index } = archive()
  const whole = readFileSync(logPath(tree, 1))
  truncateSync(logPath(tree, 1), whole.length - 20)
  const first = await opened({ trees: [tree], index })
  expect(first.added.damaged).toBe(1)
  expect(await countOf(first)).toBe(6)
  expect(first.trace({ account: ACCOUNT, region: REGION }).damaged).toMatchObject([
    {
      at: START + 300_000,
      why: expect.stringMatching(/^111122223333_CloudTrail_us-east-1_.*\.json: .*unexpected end/),
    },
  ])
  await first.close()
  writeFileSync(logPath(tree, 1), whole)
  const second = await opened({ trees: [tree], index })
  expect(await countOf(second)).toBe(9)
  expect(second.trace({ account: ACCOUNT, region: REGION }).damaged).toEqual([])
  await second.close()
})

test('index: a damaged file is tried again each time, and adds nothing to the index while it fails as before', async () => {
  const { tree, index } = archive()
  writeFileSync(logPath(tree, 1), 'nothing')
  await (await opened({ trees: [tree], index })).close()
  const before = readFileSync(join(index, 'index.json'), 'utf8')
  const engine = await opened({ trees: [tree], index })
  expect(engine.added).toMatchObject({ files: 1, damaged: 1 })
  await engine.close()
  expect(readFileSync(join(index, 'index.json'), 'utf8')).toBe(before)
})

test('index: files that are gone from the archive stay in the index', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  rmSync(logPath(tree, 0))
  const engine = await opened({ trees: [tree], index })
  expect(await countOf(engine)).toBe(9)
  await engine.close()
})

test('index: segments are gzip files of JSON lines that other programs read', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const facts = readdirSync(join(index, 'segments')).filter(name => name.endsWith('.facts.ndjson.gz'))
  const lines = facts.flatMap(name =>
    gunzipSync(readFileSync(join(index, 'segments', name)))
      .toString()
      .trim()
      .split('\n'),
  )
  expect(lines.map(line => JSON.parse(line) as unknown)).toMatchObject([
    { key: keyArn(1), day: '2026-01-01', operation: 'Decrypt', events: 9, first: '2026-01-01T00:00:00Z' },
  ])
})

test('index: without --trail-index it is in a temporary directory that is gone at the end', async () => {
  const { tree } = archive()
  const temporary = ownTemporary()
  const engine = await opened({ trees: [tree] })
  expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^kms-audit-index-/)])
  expect(await countOf(engine)).toBe(9)
  await engine.close()
  expect(readdirSync(temporary)).toEqual([])
})

test('index: Ctrl-C while it reads removes the temporary directory, and keeps what was read in a named one', async () => {
  const { tree, index } = archive()
  const temporary = ownTemporary()
  for (const folder of [null, index]) {
    const controller = new AbortController()
    const onProgress = ({ files }: { files: number }) => files === 2 && controller.abort()
    await expect(opened({ trees: [tree], index: folder, signal: controller.signal, onProgress })).rejects.toThrow(
      /abort/,
    )
  }
  expect(readdirSync(temporary)).toEqual([])
  const engine = await opened({ trees: [tree], index })
  expect(engine.added.files).toBe(1)
  await engine.close()
})

test('index: two runs cannot write one index at the same time', async () => {
  const { tree, index } = archive()
  const engine = await opened({ trees: [tree], index })
  const second = await failure(opened({ trees: [tree], index }))
  expect(second.exit).toBe(3)
  expect(second.text).toMatch(
    /^Another run of kms-audit \(process \d+ on .*\) is writing the index in .*\. Wait for it/,
  )
  await engine.close()
  await (await opened({ trees: [tree], index })).close()
})

test('bad input: a directory without log files is refused, and no index is made', async () => {
  const { index } = archive()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'notes.txt'), 'hello')
  const refused = await failure(opened({ trees: [folder], index }))
  expect(refused).toMatchObject({ exit: 2, text: expect.stringContaining('has no log files of CloudTrail: ') })
  expect(existsSync(index)).toBe(false)
})

test.each(['does-not-exist', 'notes.txt'])('bad input: the archive %s is not a directory', async name => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'notes.txt'), 'hello')
  const refused = await failure(opened({ trees: [join(folder, name)] }))
  expect(refused).toMatchObject({
    exit: 2,
    text: expect.stringMatching(/Cannot read the archive .*: it (does not|is not)/),
  })
})

test('bad input: a directory of something else is not taken for an index, and stays as it is', async () => {
  const { tree, index } = archive()
  mkdirSync(index)
  writeFileSync(join(index, 'thesis.doc'), 'years of work')
  const refused = await failure(opened({ trees: [tree], index }))
  expect(refused).toMatchObject({ exit: 2, text: expect.stringContaining('is not an index of kms-audit') })
  expect(readdirSync(index)).toEqual(['thesis.doc'])
})

test('bad input: an index of another version is refused with the next step', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const file = join(index, 'index.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": \d+/, '"version": 7'))
  for (const trees of [[tree], []]) {
    const refused = await failure(opened({ trees, index }))
    expect(refused).toMatchObject({ exit: 2, text: expect.stringContaining('has format version 7') })
    expect(refused.text).toContain('Name another directory with --trail-index')
  }
})

test('bad input: an index of another archive is refused, and stays as it is', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const other = temporaryFolder()
  writeLog(logPath(other, 0, { account: '444455556666' }), [])
  const refused = await failure(opened({ trees: [other], index }))
  expect(refused).toMatchObject({ exit: 2, text: expect.stringContaining('has no account of the archive') })
  const added = await opened({ trees: [other], index, mayAddAccounts: true })
  expect(added.places.map(({ account }) => account)).toEqual([ACCOUNT, '444455556666'])
  await added.close()
})

test('bad input: an index that does not exist is refused, and not made', async () => {
  const { index } = archive()
  expect(await failure(opened({ index }))).toMatchObject({
    exit: 2,
    text: expect.stringContaining('No index found in'),
  })
  expect(existsSync(index)).toBe(false)
})

test('bad input: a segment that was changed is a failure, never a smaller answer', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const file = join(index, 'segments', '000001.facts.ndjson.gz')
  const bytes = readFileSync(file)
  bytes[40] = (bytes[40] ?? 0) ^ 255
  writeFileSync(file, bytes)
  const engine = await opened({ index })
  await expect(answerOf(engine)).rejects.toThrow(/^the index in .* is damaged: segments\/000001\.facts\.ndjson\.gz/)
  await engine.close()
  rmSync(file)
  expect(await failure(opened({ index }))).toMatchObject({
    exit: 3,
    text: expect.stringContaining('Remove the directory.'),
  })
})

test('index: leftovers of a run that was killed are removed', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const names = readdirSync(join(index, 'segments'))
  writeFileSync(join(index, 'segments', '000002.facts.ndjson.gz'), gzipSync('{}\n'))
  writeFileSync(join(index, 'segments', '000002.keys.ndjson.gz.tmp'), '')
  writeFileSync(join(index, 'index.json.tmp'), '{')
  const engine = await opened({ trees: [tree], index })
  expect(await countOf(engine)).toBe(9)
  await engine.close()
  expect(readdirSync(join(index, 'segments'))).toEqual(names)
  expect(readdirSync(index).toSorted()).toEqual(['index.json', 'segments'])
})

test('index: many small batches become few segments, which say the same', async () => {
  const { tree, index } = archive(20)
  const engine = await opened({ trees: [tree], index, batch: { files: 1, milliseconds: 1e9 } })
  expect(await countOf(engine)).toBe(60)
  expect(engine.record.segments.length).toBeLessThan(8)
  await engine.close()
})

test('index: a file that was unpacked meanwhile counts once', async () => {
  const { tree, index } = archive()
  await (await opened({ trees: [tree], index })).close()
  const packed = logPath(tree, 0)
  writeFileSync(packed.replace('.gz', ''), gunzipSync(readFileSync(packed)))
  rmSync(packed)
  const engine = await opened({ trees: [tree], index })
  expect(engine.placeTrace({ account: ACCOUNT, region: REGION }).files).toBe(3)
  expect(await countOf(engine)).toBe(9)
  await engine.close()
})
