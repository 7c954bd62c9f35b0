import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const ACTION = '.github/actions/kms-audit'

/** Stands in for kms-audit: says how it was called, and writes a report to every file. */
const PROGRAM = `const { writeFileSync } = require('node:fs')
const words = process.argv.slice(2)
writeFileSync(process.env.CALLED, JSON.stringify(words))
const savings = { unused_key_count: 2, monthly_savings: 2.5 }
const report = { summary: { keys: 9 }, savings, findings: [{ status: 'fail' }, { status: 'pass' }] }
const wanted = process.env.WRITES !== 'nothing' ? words.filter(word => /^(json|sarif|html|markdown)=/.test(word)) : []
for (const word of wanted) writeFileSync(word.slice(word.indexOf('=') + 1), word.startsWith('json') ? JSON.stringify(report) : '# Keys\\n')
process.exitCode = Number(process.env.EXITS ?? 0)
`

/** Builds, as \`npm ci\` does: a script beside it, so that no network is needed. */
const NPM = `#!/bin/sh
echo "$@" > "$NPM_CALLED"
[ "$NPM_BUILDS" = no ] && { echo 'npm error network' >&2; exit 1; }
mkdir -p dist && touch dist/main.cjs
`

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kms-audit-action-'))
  cpSync(join(ROOT, ACTION), join(home, 'checkout', ACTION), { recursive: true })
  for (const folder of ['checkout/bin', 'tools', 'workspace']) mkdirSync(join(home, folder), { recursive: true })
  writeFileSync(join(home, 'checkout/package.json'), '{ "type": "module" }')
  writeFileSync(join(home, 'checkout/bin/kms-audit.cjs'), PROGRAM)
  writeFileSync(join(home, 'tools/npm'), NPM, { mode: 0o755 })
})
afterEach(() => rmSync(home, { recursive: true }))

const read = (name: string): string => (existsSync(join(home, name)) ? readFileSync(join(home, name), 'utf8') : '')

/** Runs the step as a runner does, with the defaults of action.yml for all other inputs. */
function step(inputs: Record<string, string>, more: Record<string, string> = {}, checkout = join(home, 'checkout')) {
  const env = {
    PATH: `${join(home, 'tools')}${delimiter}${process.env['PATH'] ?? ''}`,
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary'),
    CALLED: join(home, 'called'),
    NPM_CALLED: join(home, 'npm-called'),
    INPUT_FORMATS: 'markdown',
    INPUT_DIRECTORY: 'kms-audit',
    INPUT_SUMMARY: 'true',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
    ...more,
  }
  const script = join(checkout, ACTION, 'audit.js')
  const { status, stderr } = spawnSync(process.execPath, [script], {
    cwd: join(home, 'workspace'),
    env,
    encoding: 'utf8',
  })
  const outputs = new Map(
    read('output')
      .split('\n')
      .flatMap(line => (line === '' ? [] : [line.split(/=(.*)/s).slice(0, 2) as [string, string]])),
  )
  const called = read('called') === '' ? null : (JSON.parse(read('called')) as string[])
  return { status, stderr, outputs: Object.fromEntries(outputs), called, summary: read('summary') }
}

const REPORTS = ['-o', 'json=kms-audit/report.json', '-o', 'markdown=kms-audit/report.md']

describe('GitHub Action', () => {
  test('action: by default it builds the program, writes JSON and Markdown, and fills in the summary of the job', () => {
    const { status, outputs, called, summary } = step({})
    expect(read('npm-called')).toBe('ci --include=dev --no-audit --no-fund\n')
    expect(called).toEqual(['-o', 'table', ...REPORTS])
    expect(summary).toBe('# Keys\n')
    expect([status, outputs]).toEqual([
      0,
      {
        'exit-code': '0',
        directory: 'kms-audit',
        json: 'kms-audit/report.json',
        markdown: 'kms-audit/report.md',
        keys: '9',
        unused: '2',
        'monthly-savings': '2.5',
        failed: '1',
      },
    ])
  })

  test('action: every input becomes an option, and lists may be written in lines', () => {
    const { called } = step({
      REGIONS: 'eu-west-1\nus-east-1',
      CHECKS: 'true',
      COMPLIANCE: 'cis-7.0, pci',
      FAIL_ON: 'high',
      STRICT: 'true',
      FORMATS: 'sarif html',
      DIRECTORY: 'my reports',
      SUMMARY: 'false',
      OPTIONS: `--tag 'team=big data' --unused-days 30 --key "alias/a b"`,
    })
    expect(called).toEqual(
      [
        ['--region=eu-west-1,us-east-1', '--compliance=cis-7.0,pci', '--fail-on=high', '--checks', '--strict'],
        ['--tag', 'team=big data', '--unused-days', '30', '--key', 'alias/a b', '-o', 'table'],
        ['-o', 'json=my reports/report.json', '-o', 'sarif=my reports/report.sarif'],
        ['-o', 'html=my reports/report.html'],
      ].flat(),
    )
  })

  test('action: no input can run a command or become an option of its own', () => {
    const hostile = '$(touch broken);`touch broken` && touch broken'
    const { called } = step({ REGIONS: '--demo', FAIL_ON: hostile, OPTIONS: `--tag "${hostile}"`, SUMMARY: 'false' })
    expect(called?.slice(0, 2)).toEqual(['--region=--demo', '--fail-on=$(touch,broken);`touch,broken`,&&,touch,broken'])
    expect(called).toContain(hostile)
    expect(existsSync(join(home, 'workspace/broken'))).toBe(false)
  })

  test('action: the step ends with the exit code of kms-audit, and its outputs are there all the same', () => {
    const { status, outputs, summary } = step({ FAIL_ON: 'unused' }, { EXITS: '1' })
    expect([status, outputs['exit-code'], outputs['unused'], summary]).toEqual([1, '1', '2', '# Keys\n'])
  })

  test('action: without a report, no earlier report is taken for it', () => {
    step({})
    rmSync(join(home, 'output'))
    const { status, outputs } = step({}, { EXITS: '3', WRITES: 'nothing' })
    expect([status, outputs]).toEqual([3, { 'exit-code': '3', directory: 'kms-audit' }])
  })

  test('action: a build that fails is shown, and nothing runs', () => {
    const { status, stderr, called } = step({}, { NPM_BUILDS: 'no' })
    expect([status, called]).toEqual([3, null])
    expect(stderr).toContain('kms-audit could not be built:\nnpm error network')
  })

  test.each([
    [{ CHECKS: 'yes' }, 'The input checks takes true or false.\n'],
    [{ DIRECTORY: 'a\nexit-code=0' }, 'The input directory takes one line.\n'],
    [{ OPTIONS: `--tag 'team` }, 'A quote in the input options is not closed.\n'],
    [{ FORMATS: 'csv=x' }, "The input formats takes names of formats, not 'csv=x'.\n"],
  ])('action: the input %j is refused in one line', (inputs: Record<string, string>, line) => {
    expect(step(inputs)).toMatchObject({ status: 2, stderr: line, called: null })
  })

  test('action: it runs the program of its checkout', () => {
    const inputs = { REGIONS: 'us-east-1', OPTIONS: '--demo --source none', FORMATS: 'sarif' }
    const { status, outputs, summary } = step(inputs, {}, ROOT)
    expect([status, outputs['keys'], Number(outputs['failed']) > 5]).toEqual([0, '10', true])
    expect(read('workspace/kms-audit/report.sarif')).toContain('"2.1.0"')
    expect(summary).toBe(read('workspace/kms-audit/report.md'))
    expect(summary).toMatch(/^#+ .*KMS/)
  })
})
