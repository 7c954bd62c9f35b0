import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { main } from '../../../src/main.ts'
import { writeMarked } from '../../../src/commands/browse/marked-file.ts'
import { memoryIo } from '../../memory-io.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-browse-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('browse: without a terminal it ends with 2 and the next step, before anything is read', async () => {
  const io = memoryIo()
  expect(await main(['browse', 'no-such-report.json'], io)).toBe(2)
  expect(io.err()).toBe(
    'kms-audit: kms-audit browse needs a terminal with a keyboard. Run it in a terminal, or print a table: kms-audit --from keys.json.\n',
  )
})

test('browse: --marked does not replace a file', async () => {
  const path = join(folder, 'marked.txt')
  writeFileSync(path, 'mine\n')
  const io = memoryIo()
  expect(await main(['browse', '--demo', '--marked', path], io)).toBe(2)
  expect(io.err()).toContain('exists already, and --marked does not replace a file.')
})

test('browse: an option of a live audit has no effect with a saved report', async () => {
  const io = memoryIo()
  expect(await main(['browse', 'keys.json', '--who'], io)).toBe(2)
  expect(io.err()).toContain('--who has no effect with a saved report.')
})

test('browse: marked keys are written once, and never over another file', () => {
  const path = join(folder, 'marked.txt')
  expect(writeMarked(path, ['arn-1', 'arn-2'])).toEqual({ isWritten: true, message: `Wrote 2 ARNs to ${path}.` })
  expect(writeMarked(path, ['arn-3']).message).toContain('exists already. Nothing was written.')
  expect(readFileSync(path, 'utf8')).toBe('arn-1\narn-2\n')
  expect(writeMarked(join(folder, 'none', 'x.txt'), ['arn-1'])).toMatchObject({ isWritten: false })
})
