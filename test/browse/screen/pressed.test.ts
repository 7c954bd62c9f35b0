import type { Key } from 'ink'
import { expect, test } from 'vitest'
import { pressed } from '../../../src/browse/screen/pressed.ts'

const NONE = { ctrl: false, meta: false, tab: false } as Key

test('browse keyboard: characters that come at once are pressed one by one, also control characters among them', () => {
  expect(pressed('77', NONE)).toEqual([
    { name: 'text', text: '7' },
    { name: 'text', text: '7' },
  ])
  expect(pressed('é鍵\u007f\r\u0003', NONE).map(({ name }) => name)).toEqual([
    'text',
    'text',
    'erase',
    'enter',
    'interrupt',
  ])
})

test('browse keyboard: a pasted control character becomes a space', () =>
  expect(pressed('\u0007', NONE)).toEqual([{ name: 'text', text: ' ' }]))

test('browse keyboard: keys without a meaning do nothing', () => {
  expect(pressed('\t', { ...NONE, tab: true })).toEqual([])
  expect(pressed('x', { ...NONE, meta: true })).toEqual([])
  expect(pressed('x', { ...NONE, ctrl: true })).toEqual([])
})

test('browse keyboard: named keys and Ctrl-C', () => {
  expect(pressed('', { ...NONE, pageDown: true })).toEqual([{ name: 'pagedown' }])
  expect(pressed('c', { ...NONE, ctrl: true })).toEqual([{ name: 'interrupt' }])
  expect(pressed('', { ...NONE, escape: true, meta: true })).toEqual([{ name: 'escape' }])
})
