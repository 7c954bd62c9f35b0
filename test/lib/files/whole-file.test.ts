import { linkSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createWhole, removeIfStill, rewriteIfStill } from '../../../src/lib/files/whole-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-file-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('whole-file: a file is created once, with its whole content', () => {
  expect(createWhole(path, 'first')).toBe(true)
  expect(createWhole(path, 'second')).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('first')
})

test('whole-file: rewriting gives the file a new time and never shortens it', () => {
  createWhole(path, 'holder')
  // A second name shows the file itself, whatever happens to the first name.
  linkSync(path, `${path}.same`)
  utimesSync(path, 1, 1)
  expect(rewriteIfStill(path, 'holder')).toBe(true)
  expect(readFileSync(`${path}.same`, 'utf8')).toBe('holder')
  expect(statSync(path).mtimeMs).toBeGreaterThan(1000)
})

test('whole-file: a file of another holder, or one that does not exist, is not rewritten', () => {
  expect(rewriteIfStill(path, 'holder')).toBe(false)
  writeFileSync(path, 'another')
  expect(rewriteIfStill(path, 'holder')).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('another')
})

test('whole-file: a file with a new holder is put back', () => {
  createWhole(path, 'new holder')
  removeIfStill(path, 'dead holder')
  expect(readFileSync(path, 'utf8')).toBe('new holder')
  removeIfStill(path, 'new holder')
  expect(createWhole(path, 'next')).toBe(true)
  renameSync(path, `${path}.gone`)
  expect(() => removeIfStill(path, 'next')).not.toThrow()
})
