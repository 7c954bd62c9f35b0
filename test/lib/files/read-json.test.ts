import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readJson } from '../../../src/lib/files/read-json.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-json-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['a file cut off', '{\n  "a": [1,\n', 'is not valid JSON: unexpected end of file at line 2, column 11.'],
  ['a comma too many', `{\n  "a": 1,\n  "b": [${'1, '.repeat(20)}2,]\n}`, 'is not valid JSON'],
  ['a name without quotes', '{\n  a: 1 }', 'is not valid JSON: line 2, column 3.'],
  ['an empty file', '\n', 'is not valid JSON: it is empty.'],
])('readJson: %s', async (name, text, words) => {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, text)
  await expect(readJson(path, 'Try again.')).rejects.toMatchObject({
    exit: 2,
    hint: 'Try again.',
    message: expect.stringContaining(`${path} ${words}`) as string,
  })
})
