import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runBinary } from './run-binary.ts'
import { findValidators, lintTemplates } from './validators.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-alarm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const validators = findValidators(process.env) ?? ''
const leftOut = validators === '' ? ' (left out: KMS_AUDIT_VALIDATORS names no folder)' : ''

/** Writes the template that the program prints for these words, spoilt or not, and returns the path. */
async function write(words: string, spoil = (text: string) => text): Promise<string> {
  const { exit, out } = await runBinary(['guard', 'alarm', '-q', ...words.split(' ').filter(Boolean)], {})
  expect(exit).toBe(0)
  const name = Math.random().toString(36).slice(2)
  const file = join(folder, `${name}.${words.includes('json') ? 'json' : 'yaml'}`)
  writeFileSync(file, spoil(out))
  return file
}

const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab'

const TEMPLATES = [
  '',
  '--cancel-tag Environment=Production',
  '--cancel-tag Environment=Production --re-enable',
  '--topic-key alias/alerts --cancel-tag Environment=Production',
  `--topic-key arn:aws:kms:eu-west-1:111122223333:key/${KEY} --cancel-tag A=b`,
  `-o json --topic-key ${KEY} --cancel-tag Environment=Production --re-enable`,
  ...['metrics', 'quota', 'spikes', 'errors', 'secrets', 'all --cancel-tag A=b'].map(one => `--alarms ${one}`),
  '--demo',
]

const SPOILT: ((text: string) => string)[] = [
  text => text.replace('State: ENABLED', 'Status: ENABLED'),
  text => text.replace('Ref: Topic', 'Ref: Topik'),
  text => text.replace(/nodejs\d+\.x/, 'nodejs9.x'),
  text => text.replace('GreaterThanUpperThreshold', 'GreaterThanBand'),
  text => text.replace('Ref: TrailLogGroup', 'Ref: LogGroup'),
]

// One run of cfn-lint each, because it takes seconds to start.
describe.skipIf(validators === '')(`the alarm, by cfn-lint${leftOut}`, () => {
  test('guard alarm: cfn-lint has nothing to say about any form of the template', async () => {
    const files = await Promise.all(TEMPLATES.map(words => write(words)))
    expect(await lintTemplates(validators, files)).toBe('')
  })

  test('guard alarm: cfn-lint notices each broken template', async () => {
    const words = '--cancel-tag Environment=Production --alarms all'
    const files = await Promise.all(SPOILT.map(spoil => write(words, spoil)))
    const said = await lintTemplates(validators, files)
    expect(files.filter(file => !said.includes(file))).toEqual([])
  })
})
