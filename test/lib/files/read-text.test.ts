import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aWorld } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-text-'))
afterAll(() => rmSync(folder, { recursive: true }))
const missing = join(folder, 'missing')

test.each<[what: string, argv: readonly string[], path: string, why: string]>([
  ['--from with a missing file', ['--from', missing], missing, 'it does not exist'],
  ['--from with a directory', ['--from', folder], folder, 'it is a directory'],
  ['--mutelist with a missing file', ['--checks', '--mutelist', missing], missing, 'it does not exist'],
  ['--baseline with a missing file', ['--checks', '--baseline', missing], missing, 'it does not exist'],
])('read-text: %s is an error in plain words', async (_, argv, path, why) => {
  const { exit, err } = await run(argv, aWorld([]))
  expect(exit).toBe(2)
  expect(err).toContain(`kms-audit: Cannot read ${path}: ${why}.`)
})
