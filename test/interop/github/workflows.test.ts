import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { allCodeIn, guide, ROOT } from '../../readme/documents.ts'

/** The program of actionlint, which checks the syntax of workflows, their expressions and the inputs of known actions. */
const ACTIONLINT = process.env['KMS_AUDIT_ACTIONLINT'] ?? ''
const leftOut = ACTIONLINT === '' ? ' (left out: KMS_AUDIT_ACTIONLINT names no program)' : ''

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-workflows-'))
afterAll(() => rmSync(folder, { recursive: true }))

const workflows = [
  ...readdirSync(`${ROOT}.github/workflows`).map(name => [
    name,
    readFileSync(`${ROOT}.github/workflows/${name}`, 'utf8'),
  ]),
  ...allCodeIn(guide('ci'), 'yaml')
    .filter(code => code.includes('\njobs:'))
    .map((code, index) => [`guide-${index + 1}.yml`, code]),
] as [name: string, text: string][]

function errorsIn(name: string, text: string): string {
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  const path = join(folder, '.github/workflows', name)
  writeFileSync(path, text)
  const { stdout, stderr, error } = spawnSync(ACTIONLINT, ['-no-color', '-oneline', path], { encoding: 'utf8' })
  return error === undefined ? `${stdout}${stderr}` : String(error)
}

describe.skipIf(ACTIONLINT === '')(`workflows, by actionlint${leftOut}`, () => {
  test.each(workflows)('workflows: %s is valid', (name, text) => expect(errorsIn(name, text)).toBe(''))

  test('workflows: the linter notices an expression that does not exist', () => {
    const [, text] = workflows.find(([name]) => name === 'guide-1.yml') ?? ['', '']
    expect(errorsIn('broken.yml', text.replace('steps.kms.', 'steps.gone.'))).toContain('"gone"')
  })
})
