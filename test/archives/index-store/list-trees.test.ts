import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ArchiveStatus } from '../../../src/model/archive/archive-status.ts'
import { anArchive, archive } from '../../commands/archive/an-archive.ts'
import { temporaryFolder } from './tiny-archive.ts'

test('archive status: a ~ that the shell did not replace is pointed out', async () => {
  const { exit, out, err } = await archive('status', '--trail-archive=~/logs')
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain('Cannot read the archive ~/logs: it does not exist. The shell did not replace the ~')
})

test('archive status: a directory whose name is not UTF-8 cannot be opened, and is named with the reason', async () => {
  const { tree } = anArchive()
  mkdirSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xe9, 0x41])]))
  const { exit, out } = await archive('status', '--trail-archive', tree, '-o', 'json', '--strict')
  const { unreadable, summary } = JSON.parse(out) as ArchiveStatus
  expect(exit).toBe(4)
  expect(unreadable).toEqual([{ path: join(tree, '\uFFFDA'), why: 'its name is not valid UTF-8' }])
  expect(summary.log_files).toBeGreaterThan(0)
})

test.each([
  ['a path with a slash at its end', (tree: string) => `${tree}/`],
  ['a link', linkTo],
])('archive status: the files of a directory that is named again by %s count once', async (_, other) => {
  const { tree, truth } = anArchive()
  const { out } = await archive('status', '--trail-archive', tree, '--trail-archive', other(tree), '-o', 'json')
  const { summary } = JSON.parse(out) as ArchiveStatus
  expect(summary).toMatchObject({ log_files: truth.logs.length, digests: truth.digests.length })
})

function linkTo(tree: string): string {
  const link = join(temporaryFolder(), 'link')
  symlinkSync(tree, link)
  return link
}

test('archive status: a directory that cannot be read is not called empty', async () => {
  const tree = temporaryFolder()
  symlinkSync(join(tree, 'loop'), join(tree, 'loop'))
  const { exit, out, err } = await archive('status', '--trail-archive', tree)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toContain(
    `${tree} has no log files of CloudTrail: ${join(tree, 'loop')} could not be read (too many symbolic links). Name a directory`,
  )
})

test('archive status: without log files, the error counts other files and paths that cannot be read', async () => {
  const tree = temporaryFolder()
  writeFileSync(join(tree, 'notes.txt'), 'text')
  for (const name of ['a', 'b', 'c']) symlinkSync(join(tree, name), join(tree, name))
  const { exit, err } = await archive('status', '--trail-archive', tree)
  expect(exit).toBe(2)
  expect(err).toMatch(
    /: it has 1 other file, .*\/[abc] could not be read \(too many symbolic links\),? and 2 more paths could not be read\. Name/,
  )
})
