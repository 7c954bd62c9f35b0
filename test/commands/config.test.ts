import { afterEach, beforeEach, expect, test } from 'vitest'
import { nameOf } from '../../src/cli/option.ts'
import type { ShownConfig } from '../../src/model/options/shown-config.ts'
import { ConfigDirectory } from '../cli/config/config-directory.ts'
import { commands } from '../cli/parse.ts'

let files: ConfigDirectory
beforeEach(() => {
  files = new ConfigDirectory()
})
afterEach(() => files.remove())

async function printed(line = '', surroundings: Parameters<ConfigDirectory['run']>[1] = {}): Promise<ShownConfig> {
  const { exit, out, err } = await files.run(`config print -o json ${line}`.trim(), surroundings)
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  return JSON.parse(out) as ShownConfig
}

test('config print: each value has its origin', async () => {
  files.write('kms-audit.yaml', '# ours\nregion: [eu-west-1, us-east-1]\nstrict: true\nonly: unused\nfast: true\n')
  const env = { KMS_AUDIT_UNUSED_DAYS: '30', KMS_AUDIT_STRICT: '0', KMS_AUDIT_OUTPUT: 'csv json=a.json' }
  const { options, file, no_file } = await printed('--only stale,never --key alias/a', { env })
  expect({ file, no_file }).toEqual({ file: { path: 'kms-audit.yaml', named: false }, no_file: null })
  expect(options.filter(({ source }) => source !== 'default')).toEqual([
    { name: 'region', value: ['eu-west-1', 'us-east-1'], source: 'file', at: 'kms-audit.yaml:2:1', overrides: [] },
    { name: 'key', value: ['alias/a'], source: 'flag', at: '--key', overrides: [] },
    { name: 'unused-days', value: '30', source: 'environment', at: 'KMS_AUDIT_UNUSED_DAYS', overrides: [] },
    { name: 'fast', value: true, source: 'file', at: 'kms-audit.yaml:5:1', overrides: [] },
    { name: 'output', value: ['csv', 'json=a.json'], source: 'environment', at: 'KMS_AUDIT_OUTPUT', overrides: [] },
    { name: 'only', value: ['stale', 'never'], source: 'flag', at: '--only', overrides: ['kms-audit.yaml:4:1'] },
    { name: 'strict', value: false, source: 'environment', at: 'KMS_AUDIT_STRICT', overrides: ['kms-audit.yaml:3:1'] },
  ])
  const defaults = new Map(options.map(({ name, value }) => [name, value]))
  expect(
    ['manager', 'checkpoint-ttl', 'output-file', 'check', 'mutelist', 'yes'].map(name => defaults.get(name)),
  ).toEqual(['customer', '12h', 'stdout', [], null, false])
})

test('config print: it has every option of an audit and of publish that a file can set', async () => {
  const names = (await printed()).options.map(({ name }) => name)
  const taken = ['audit', 'publish'].flatMap(name => Object.values(commands[name]?.options ?? {}))
  for (const entry of taken) expect(names.includes(nameOf(entry)), nameOf(entry)).toBe(entry.inConfig !== 'never')
})

// As wide as the longest name.
const row = (name: string, from: string, value: string): string =>
  `${name.padEnd('cloudwatch-logs-max-bytes'.length)}  ${from.padEnd('conf.yaml:1:1'.length)}  ${value}`

test('config print: the table has one line per option, and names the file', async () => {
  files.write('conf.yaml', 'exclude-key: "alias/\\u202e"\n')
  const { exit, out, err } = await files.run('config print --config conf.yaml')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  const lines = out.split('\n')
  expect(lines[0]).toMatch(/^Option +From +Value$/)
  expect(lines).toContain(row('exclude-key', 'conf.yaml:1:1', 'alias/\\u{202e}'))
  expect(lines).toContain(row('unused-days', 'default', '90'))
  expect(lines.slice(-3)).toEqual(['', 'Config file: conf.yaml.', ''])
})

test('config print: the table says which values are not used', async () => {
  files.write('kms-audit.yaml', 'region: eu-west-1\ncolor: always\n')
  const env = { KMS_AUDIT_REGION: 'us-east-1' }
  const { out } = await files.run('config print -r all --no-color', { env })
  expect(out).toMatch(/^region +--region +all \(in place of KMS_AUDIT_REGION and kms-audit\.yaml:1:1\)$/m)
  expect(out).toMatch(/^color +default +auto \(in place of kms-audit\.yaml:2:1\)$/m)
})

test('config print: it says why no file was read', async () => {
  files.write('r/.git/')
  files.write('r/a/')
  const above = `kms-audit.yaml does not exist in ${files.at('r/a')} or above it, up to ${files.at('r')}`
  expect((await printed('', { from: 'r/a' })).no_file).toBe(above)
  expect((await printed()).no_file).toBe(`kms-audit.yaml does not exist in ${files.root}`)
  files.write('kms-audit.yaml', 'region: all')
  expect((await printed('--no-config')).no_file).toBe('--no-config is set')
  expect((await printed('', { env: { CI: 'true' } })).no_file).toBe(
    'kms-audit does not search for a config file when CI is set; use --config FILE',
  )
})

test('config print: a mistake in the file is an error, as in a run', async () => {
  files.write('kms-audit.yaml', 'yes: true')
  expect(await files.run('config print')).toMatchObject({ exit: 2, out: '' })
  expect((await files.run('config')).err).toBe('kms-audit: config requires an action. Run kms-audit config print.\n')
  expect((await files.run('config pritn')).err).toBe("kms-audit: Unknown action 'pritn'. Did you mean print?\n")
})
