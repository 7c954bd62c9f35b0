import { symlinkSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findConfig } from '../../../src/cli/config/find-config.ts'
import { ConfigDirectory } from './config-directory.ts'

let files: ConfigDirectory
beforeEach(() => {
  files = new ConfigDirectory()
})
afterEach(() => files.remove())

/** The path that was found, from the root of the test. */
async function foundFrom(directory: string): Promise<string | null> {
  const found = await findConfig(files.at(directory))
  return found === null ? null : found.slice(files.root.length + 1)
}

test.each<[what: string, existing: string[], from: string, found: string | null]>([
  ['the file in the current directory', ['kms-audit.yaml'], '.', 'kms-audit.yaml'],
  ['no file', ['kms-audit.yml', 'a/'], 'a', null],
  ['the file at the root of the repository', ['r/.git/', 'r/kms-audit.yaml', 'r/a/b/'], 'r/a/b', 'r/kms-audit.yaml'],
  ['the nearest file', ['r/.git/', 'r/kms-audit.yaml', 'r/a/kms-audit.yaml', 'r/a/b/'], 'r/a/b', 'r/a/kms-audit.yaml'],
  ['nothing above the repository', ['kms-audit.yaml', 'r/.git/', 'r/a/'], 'r/a', null],
  ['nothing above a worktree, where .git is a file', ['r/kms-audit.yaml', 'r/.git/', 'r/tree/.git'], 'r/tree', null],
  ['nothing above the directory, outside of a repository', ['kms-audit.yaml', 'a/'], 'a', null],
  ['no directory of that name', ['r/.git/', 'r/kms-audit.yaml', 'r/a/kms-audit.yaml/'], 'r/a', 'r/kms-audit.yaml'],
])('config search: it finds %s', async (_, existing, from, found) => {
  for (const path of existing) files.write(path)
  expect(await foundFrom(from)).toBe(found)
})

test('config search: a directory that does not exist has no file', async () => {
  expect(await foundFrom('gone')).toBeNull()
})

test.skipIf(process.platform === 'win32')(
  'config search: a symbolic link to a file counts, one to nothing does not',
  async () => {
    files.write('elsewhere/conf.yaml')
    symlinkSync(files.at('elsewhere/conf.yaml'), files.at('kms-audit.yaml'))
    files.write('b/')
    symlinkSync(files.at('nothing'), files.at('b/kms-audit.yaml'))
    expect([await foundFrom('.'), await foundFrom('b')]).toEqual(['kms-audit.yaml', null])
  },
)
