import { expect, test } from 'vitest'
import { licensesText } from '../../.build/licenses.js'

type Package = Parameters<typeof licensesText>[0][number]

const pack = (fields: Partial<Package>): Package => ({
  name: 'tidy',
  version: '1.2.3',
  license: 'MIT',
  repository: null,
  dependencies: [],
  texts: ['MIT License\n\nCopyright (c) 2026 A. Author\n'],
  ...fields,
})

test('licenses: each package is listed with its version and license, and its text follows', () => {
  const text = licensesText([pack({}), pack({ name: 'other', license: 'ISC', texts: ['ISC License', 'Notice'] })])
  expect(text).toContain('\ntidy 1.2.3: MIT\nother 1.2.3: ISC\n')
  expect(text).toContain('\ntidy 1.2.3\n\nMIT License\n\nCopyright (c) 2026 A. Author\n')
  expect(text).toContain('\nother 1.2.3\n\nISC License\n')
  expect(text).toContain('\nother 1.2.3\n\nNotice\n')
})

test('licenses: a text that several packages share is there once', () => {
  const text = licensesText([pack({}), pack({ name: 'twin' })])
  expect(text.match(/Copyright/g)).toHaveLength(1)
  expect(text).toContain('\ntidy 1.2.3, twin 1.2.3\n\nMIT License\n')
})

test.each([
  ['GPL-3.0-only', 'tidy 1.2.3 has the license GPL-3.0-only.'],
  ['MPL-2.0', 'tidy 1.2.3 has the license MPL-2.0.'],
  ['SEE LICENSE IN terms.txt', 'tidy 1.2.3 has the license SEE LICENSE IN terms.txt.'],
  ['UNLICENSED', 'tidy 1.2.3 has the license UNLICENSED.'],
  [null, 'tidy 1.2.3 names no license.'],
])('licenses: %s fails the build', (license, message) => {
  expect(() => licensesText([pack({ name: 'fine' }), pack({ license })])).toThrow(
    `${message} Only these may be bundled: MIT, Apache-2.0, ISC, BSD-2-Clause, BSD-3-Clause, 0BSD.`,
  )
})

test('licenses: a package without a text takes the one of its repository and license', () => {
  const repository = 'https://git.example/tidy.git'
  const text = licensesText([
    pack({ name: 'bare', repository, texts: [] }),
    pack({ name: 'stranger', repository: 'https://git.example/stranger.git', texts: ['Terms of a stranger'] }),
    pack({ repository }),
  ])
  expect(text).toContain('\nbare 1.2.3, tidy 1.2.3\n\nMIT License\n')
})

test('licenses: a package whose text is nowhere fails the build', () => {
  const bare = pack({ name: 'bare', repository: 'https://git.example/bare.git', texts: [] })
  expect(() => licensesText([bare, pack({})])).toThrow('bare 1.2.3 has no file with the text of its license (MIT).')
})
