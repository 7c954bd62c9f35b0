import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { appendLine } from '../../../src/lib/files/append-line.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'append-line-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

const fileWith = (name: string, text: string): string => {
  const path = join(DIRECTORY, name)
  writeFileSync(path, text)
  return path
}

test('append-line: a file that does not exist is created', () => {
  const path = join(DIRECTORY, 'new')
  appendLine(path, 'one')
  appendLine(path, 'two')
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n')
})

test('append-line: a line that was cut off stays a line of its own', () => {
  const path = fileWith('torn', 'one\ntw')
  appendLine(path, 'three')
  expect(readFileSync(path, 'utf8')).toBe('one\ntw\nthree\n')
})

test('append-line: what another program appends at the same time is kept', () => {
  const path = fileWith('shared', '')
  appendLine(path, 'one')
  appendFileSync(path, 'other\n')
  appendLine(path, 'two')
  expect(readFileSync(path, 'utf8')).toBe('one\nother\ntwo\n')
})

test('append-line: a directory is refused', () => {
  const path = join(DIRECTORY, 'directory')
  mkdirSync(path)
  expect(() => appendLine(path, 'one')).toThrow('it is not a regular file')
})
