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

/** Words for which comments of src/ have plainer ones, too: other wording of AVOIDED may be right in a comment. */
const AVOIDED_IN_COMMENTS: readonly (readonly [wording: RegExp, instead: string])[] = [
  [/\b(un)?told\b/i, '"shown", "reported", "unknown"'],
  [/\bwho(so)?ever\b/i, '"the caller that", "any user who"'],
  [/\bwhom\b/i, 'name the account or the principal'],
  [/\bst(ands?|ood)\b(?! for)/i, 'the plain verb: is, lies, applies, follows'],
  [/\b(some|no)body\b/i, 'name who: the caller, a principal, the user, no code'],
  [/\b(knows?|tells?) of\b/i, '"contains", "reports", "shows"'],
  [/\bmend(s|ed)?\b/i, '"fixed", "resolved"'],
  [/\banew\b/i, '"again", "new"'],
]

/** Files whose texts are not messages of the program: sample data, and what AWS itself says. */
const NOT_OURS = /^simulation\//

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const ROOT = fileURLToPath(new URL('../', import.meta.url))
const LITERAL_OR_COMMENT = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)/g

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

/** Comments in the code of a file, without what they quote: AWS uses words of its own. */
const commentsIn = (path: string, code: string): Text[] =>
  Array.from(code.matchAll(LITERAL_OR_COMMENT), match => ({ comment: match[2] ?? '', at: match.index })).map(
    ({ comment, at }) => ({
      where: `${path}:${lineOf(code, at)}`,
      words: comment.replaceAll(/\s*\n\s*(\*(?!\/)|\/\/)?\s*/g, ' ').replaceAll(/"[^"]*"|`[^`]*`/g, '…'),
    }),
  )

const lineOf = (code: string, at: number): number => code.slice(0, at).split('\n').length

const complaints = (texts: readonly Text[], avoided = AVOIDED): string[] =>
  texts.flatMap(({ where, words }) =>
    avoided.flatMap(([wording, instead]) => {
      const found = wording.exec(words)
      return found === null ? [] : [`${where}: "${found[0].trim()}" in ${words.trim()}: write ${instead}`]
    }),
  )

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => path.endsWith('.ts'))

test('messages: no text of the program has wording that a native speaker would not use', () => {
  const ours = files.filter(path => !NOT_OURS.test(path))
  expect(ours.length).toBeGreaterThan(100)
  expect(complaints(ours.flatMap(path => textsIn(`src/${path}`, readFileSync(SRC + path, 'utf8'))))).toEqual([])
})

test('comments: no comment in src/ has a word for which there is a plainer one', () => {
  const comments = files.flatMap(path => commentsIn(`src/${path}`, readFileSync(SRC + path, 'utf8')))
  expect(comments.length).toBeGreaterThan(1000)
  expect(complaints(comments, AVOIDED_IN_COMMENTS)).toEqual([])
})

const TITLE = /^\s*(?:test|it|describe|\]\)|\}\))[^'"`\n]*\((['"`])((?:\\.|(?!\1).)*)\1/gm

/** Titles of tests and of their groups. Rows of tables are not among them. */
const titlesIn = (path: string, code: string): Text[] =>
  Array.from(code.matchAll(TITLE), match => ({ where: `${path}:${lineOf(code, match.index)}`, words: match[2] ?? '' }))

test('test titles: no title has a word for which there is a plainer one', () => {
  const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.test.ts'))
  const titles = tests.flatMap(path => titlesIn(`test/${path}`, readFileSync(`${import.meta.dirname}/${path}`, 'utf8')))
  expect(titles.length).toBeGreaterThan(500)
  expect(complaints(titles, AVOIDED_IN_COMMENTS)).toEqual([])
})

test('documents: the pages for developers have no word for which there is a plainer one', () => {
  const lines = ['CONTRIBUTING.md', 'ARCHITECTURE.md'].flatMap(name =>
    readFileSync(`${ROOT}.github/${name}`, 'utf8')
      .split('\n')
      .map((words, at) => ({ where: `.github/${name}:${at + 1}`, words: words.replaceAll(/"[^"]*"|`[^`]*`/g, '…') })),
  )
  expect(complaints(lines, AVOIDED_IN_COMMENTS)).toEqual([])
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

test.each([
  ['// somebody reads this comment'],
  ['/** Tells whom it concerns. */'],
  ['/**\n * What was\n * told before.\n */'],
  ["const url = 'https://x' // stands here"],
])('comments: the test finds the wording in %j', code =>
  expect(complaints(commentsIn('x.ts', code), AVOIDED_IN_COMMENTS)).not.toEqual([]),
)

test.each([
  ['/** `…` stands for a variable. */'],
  ['/** AWS: "whoever can assume the role". */'],
  ["const text = 'told // told'"],
])('comments: the test accepts %j', code =>
  expect(complaints(commentsIn('x.ts', code), AVOIDED_IN_COMMENTS)).toEqual([]),
)

test.each([
  ["test('is told', () => {})"],
  ["  test.each(rows)('%s stands', (_, row) => {})"],
  ["])('whoever asks', () => {})"],
])('test titles: the test finds the wording in %j', code =>
  expect(complaints(titlesIn('x.ts', code), AVOIDED_IN_COMMENTS)).toHaveLength(1),
)
