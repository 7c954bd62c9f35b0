import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

/** Wording that users should not see, and what to write instead. */
const AVOIDED: readonly (readonly [wording: RegExp, instead: string])[] = [
  [/\bthere is no such\b/i, '"X does not exist" or "unknown X"'],
  [/(?<!\bthere )\b(is|are) no (?!longer\b|more\b|less\b)/i, '"is not a valid X" or "is not an X"'],
  [/\bstands?\b(?! for)/i, 'the plain verb: is, applies, follows'],
  [/\bwhom\b/i, 'name the account or the principal'],
  [/\bwho(so)?ever\b/i, '"anyone who", or name the principal'],
  [/\b(un)?told\b/i, '"reported", "unknown"'],
  [/\b(knows?|tells?) of\b/i, '"reports", "shows"'],
  [/\bmend(s|ed)?\b/i, '"fixed", "resolved"'],
  [/\blets? in\b/i, '"allows access"'],
  [/\bby then\b/i, '"before that"'],
  [/\bsomebody\b|(^|[.:,;] )nobody\b/i, 'name who: the caller, a principal, an account'],
  [/\bthe kind asked for\b/i, 'name the option: "match --only stale"'],
  [/\bcan(not| ?not)? be had\b/i, '"could not get X"'],
  [/\wreturned\b/, 'a space before "returned"'],
  [/\banew\b/i, '"again", "new"'],
  [/\bfolder\b/i, '"directory"'],
  [/\bcontradicts? each other\b/i, '"cannot be used together"'],
  [/\bdoes nothing (with|without)\b/i, '"has no effect with"'],
]

/** Files whose texts are not messages of the program: sample data, and what AWS itself says. */
const NOT_OURS = /^simulation\//

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const ROOT = fileURLToPath(new URL('../', import.meta.url))
const LITERAL_OR_COMMENT = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g

interface Text {
  where: string
  words: string
}

/** Texts of several words in the code of a file, without code inside templates. */
const textsIn = (path: string, code: string): Text[] =>
  Array.from(code.matchAll(LITERAL_OR_COMMENT), match => ({ literal: match[1] ?? '', at: match.index }))
    .map(({ literal, at }) => ({
      where: `${path}:${lineOf(code, at)}`,
      words: literal.replaceAll(/\$\{[^}]*\}/g, 'X'),
    }))
    .filter(({ words }) => words.includes(' '))

const lineOf = (code: string, at: number): number => code.slice(0, at).split('\n').length

const complaints = (texts: readonly Text[]): string[] =>
  texts.flatMap(({ where, words }) =>
    AVOIDED.flatMap(([wording, instead]) => {
      const found = wording.exec(words)
      return found === null ? [] : [`${where}: "${found[0].trim()}" in ${words.trim()}: write ${instead}`]
    }),
  )

test('messages: no text of the program has wording that a native speaker would not use', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts') && !NOT_OURS.test(path))
  expect(files.length).toBeGreaterThan(100)
  expect(complaints(files.flatMap(path => textsIn(`src/${path}`, readFileSync(SRC + path, 'utf8'))))).toEqual([])
})

test('documents: README and guide have no wording that a native speaker would not use', () => {
  const guide = readdirSync(`${ROOT}.github/guide`).map(name => `.github/guide/${name}`)
  const lines = ['README.md', ...guide].flatMap(path =>
    readFileSync(ROOT + path, 'utf8')
      .split('\n')
      .map((words, at) => ({ where: `${path}:${at + 1}`, words })),
  )
  expect(complaints(lines)).toEqual([])
})

test.each([
  ["const error = 'keys.json is no report.'"],
  ['const line = `${count} could not be told`'],
  ["throw new Error('keys.json: there is no such directory')"],
])('messages: the test finds the wording in %s', code => expect(complaints(textsIn('x.ts', code))).toHaveLength(1))

test.each([
  ["const line = 'The key is no longer pending deletion.'"],
  ["// somebody reads this comment\nconst line = 'All keys are listed.'"],
  ['const name = `${whom} was denied`'],
])('messages: the test accepts %s', code => expect(complaints(textsIn('x.ts', code))).toEqual([]))
