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

test('lock file: is made once, with its whole content', () => {
  expect(createWhole(path, 'first')).toBe(true)
  expect(createWhole(path, 'second')).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('first')
})

test('lock file: renewing gives it a new time and never shortens it', () => {
  createWhole(path, 'holder')
  // A second name shows the file itself, whatever happens to the first name.
  linkSync(path, `${path}.same`)
  utimesSync(path, 1, 1)
  expect(rewriteIfStill(path, 'holder')).toBe(true)
  expect(readFileSync(`${path}.same`, 'utf8')).toBe('holder')
  expect(statSync(path).mtimeMs).toBeGreaterThan(1000)
})

test('lock file: one of another holder, or one that is gone, is not renewed', () => {
  expect(rewriteIfStill(path, 'holder')).toBe(false)
  writeFileSync(path, 'another')
  expect(rewriteIfStill(path, 'holder')).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('another')
})

test('lock file: one that changed hands is put back', () => {
  createWhole(path, 'new holder')
  removeIfStill(path, 'dead holder')
  expect(readFileSync(path, 'utf8')).toBe('new holder')
  removeIfStill(path, 'new holder')
  expect(createWhole(path, 'next')).toBe(true)
  renameSync(path, `${path}.gone`)
  expect(() => removeIfStill(path, 'next')).not.toThrow()
})
