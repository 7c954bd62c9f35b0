import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBinary } from '../run-binary.ts'

const SHELLS = { bash: ['--norc'], zsh: ['-f'], fish: ['--no-config'] } as const
type Shell = keyof typeof SHELLS

/** What is typed, and what the shell offers: all of it, or some of many. */
const LINES: readonly [
  line: string,
  offered: readonly string[] | { some: readonly string[]; not: readonly string[] },
][] = [
  [
    'kms-audit ',
    { some: ['audit', 'checks', 'completion', 'permissions', 'publish', 'help'], not: ['-r', 'keys.json'] },
  ],
  ['kms-audit comp', ['completion', 'compliance']],
  ['kms-audit completion ', ['bash', 'fish', 'zsh']],
  ['kms-audit publish se', ['security-hub']],
  ['kms-audit publish sns cloud', ['cloudwatch']],
  ['kms-audit permissions publish se', ['security-hub']],
  ['kms-audit checks policy-pu', ['policy-public']],
  ['kms-audit -r all checks rotation-sl', ['rotation-slow']],
  ['kms-audit help permis', ['permissions']],
  ['kms-audit --unused-d', ['--unused-days']],
  ['kms-audit publish --dry', ['--dry-run']],
  ['kms-audit -r us-e', ['us-east-1', 'us-east-2']],
  ['kms-audit -r us-east-1,us-e', ['us-east-2']],
  ['kms-audit --region=all,eu-no', ['eu-north-1']],
  ['kms-audit --region ', { some: ['all', 'eu-west-1', 'us-gov-west-1'], not: ['table'] }],
  ['kms-audit -p ', ['default', 'dev', 'legacy', 'prod-eu']],
  ['kms-audit -p dev,l', ['legacy']],
  ['kms-audit -o js', ['json']],
  ['kms-audit -o ', { some: ['table', 'csv', 'json', 'sarif'], not: ['keys.json', 'terraform'] }],
  ['kms-audit permissions -o ', ['cloudformation', 'json', 'terraform']],
  ['kms-audit checks -o ', ['json', 'table']],
  ['kms-audit -o json=ke', ['keys.json']],
  ['kms-audit --output=json=my', ['my file.json']],
  ['kms-audit -f ke', ['keys.json']],
  ['kms-audit --baseline ke', ['keys.json']],
  ['kms-audit diff ke', ['keys.json']],
  ['kms-audit --only st', ['stale']],
  ['kms-audit --only stale,unu', ['unused']],
  ['kms-audit --fail-on high,policy-pu', ['policy-public']],
  ['kms-audit --severity cr', ['critical']],
  ['kms-audit --check rotation-of', ['rotation-off']],
  ['kms-audit --exclude-check rotation-off,rotation-s', ['rotation-slow']],
  ['kms-audit --compliance cis-7', ['cis-7.0']],
  ['kms-audit --columns alias,last-us', { some: ['last-used'], not: ['alias'] }],
  ['kms-audit --max-rate GetKeyL', ['GetKeyLastUsage=']],
  ['kms-audit --color al', ['always']],
  ['kms-audit --external-id ', []],
]

let home = ''
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kms-audit-completion-'))
  mkdirSync(join(home, '.aws'))
  mkdirSync(join(home, 'bin'))
  const hostile = ['$(touch pwned)', '`touch pwned`', '"; touch pwned; "', '<(touch pwned)']
  const config = [
    'default',
    'profile dev',
    'profile "prod-eu"',
    'sso-session corp',
    ...hostile.map(name => `profile ${name}`),
  ]
  writeFileSync(join(home, '.aws/config'), config.map(name => `[${name}]\nregion = eu-west-1\n`).join('\n'))
  writeFileSync(join(home, '.aws/credentials'), ['default', 'legacy', ...hostile].map(name => `[${name}]\n`).join('\n'))
  for (const file of ['keys.json', 'my file.json']) writeFileSync(join(home, file), '')
  for (const program of ['node', 'kms-audit', 'aws']) {
    writeFileSync(join(home, 'bin', program), `#!/bin/sh\ntouch '${join(home, 'started')}'\n`)
    chmodSync(join(home, 'bin', program), 0o755)
  }
  for (const shell of Object.keys(SHELLS)) {
    const { exit, out, err } = await runBinary(['completion', shell], {})
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    writeFileSync(join(home, `script.${shell}`), out)
  }
})
afterAll(() => rmSync(home, { recursive: true }))

const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0

/** What the shell offers for each line: the last item of each word, in the order of the alphabet. */
async function offeredBy(shell: Shell, lines: readonly string[]): Promise<string[][]> {
  const driver = fileURLToPath(new URL(`complete.${shell}`, import.meta.url))
  const env = { PATH: `${join(home, 'bin')}:/usr/local/bin:/usr/bin:/bin`, HOME: home, TERM: 'dumb', LANG: 'C.UTF-8' }
  const args = [...SHELLS[shell], driver, join(home, `script.${shell}`), ...lines]
  const out = await new Promise<string>((resolve, reject) => {
    execFile(shell, args, { cwd: home, env, timeout: 100_000 }, (error, stdout, stderr) =>
      error === null && stderr === '' ? resolve(stdout) : reject(error ?? new Error(stderr)),
    )
  })
  const answers = out.replaceAll('\r', '').split('\n').slice(0, lines.length)
  return answers.map(answer =>
    answer
      .split('\t')
      .filter(word => word !== '')
      .map(lastItem)
      .toSorted(),
  )
}

/** `us-east-1,us-east-2` → `us-east-2`; `json=keys.json` → `keys.json` */
const lastItem = (word: string): string =>
  word
    .replaceAll('\\', '')
    .replace(/^.*,/, '')
    .replace(/^.*=(?=.)/, '')

describe.each(Object.keys(SHELLS) as Shell[])('completion in %s', shell => {
  const isThere = isInstalled(shell)
  const title = isThere ? shell : `${shell} (left out: not installed)`

  test.skipIf(!isThere)(
    `completion: ${title} offers commands, options and their values, and starts no program`,
    async () => {
      const offered = await offeredBy(
        shell,
        LINES.map(([line]) => line),
      )
      const asExpected = LINES.map(([line, expected], at) => {
        const words = offered[at] ?? []
        if (!('not' in expected)) return [line, words, [...expected]]
        const isRight =
          expected.some.every(word => words.includes(word)) && !expected.not.some(word => words.includes(word))
        return [line, isRight ? [] : words, isRight ? [] : expected]
      })
      expect(asExpected.map(([line, words]) => [line, words])).toEqual(
        asExpected.map(([line, , right]) => [line, right]),
      )
      expect(['started', 'pwned'].filter(file => existsSync(join(home, file)))).toEqual([])
    },
  )
})
