import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigDirectory } from './config-directory.ts'

let files: ConfigDirectory
beforeEach(() => {
  files = new ConfigDirectory()
})
afterEach(() => files.remove())

/** An audit of the sample account that lists its keys only. */
const LIST = '--demo --source none -q -o json'

/** The Regions of the report, and what it says about the config file. */
async function audited(line: string, surroundings: Parameters<ConfigDirectory['run']>[1] = {}) {
  const { exit, out, err } = await files.run(`${LIST} ${line}`.trim(), surroundings)
  if (exit !== 0) return err.trim()
  const { scope } = JSON.parse(out) as { scope: { places: { region: string }[]; config?: object } }
  return { regions: scope.places.map(({ region }) => region), config: scope.config }
}

const SAMPLE = ['eu-west-1', 'us-east-1']

test('config file: a file above the directory sets options, and the report names it', async () => {
  files.write('r/.git/')
  files.write('r/kms-audit.yaml', 'region: [eu-west-1]\nquiet: true\nmanager: all\n')
  files.write('r/jobs/')
  expect(await audited('', { from: 'r/jobs' })).toEqual({
    regions: ['eu-west-1'],
    config: { path: '../kms-audit.yaml', named: false, options: ['region', 'manager'] },
  })
})

test.each<[what: string, line: string, env: Record<string, string>, regions: string[]]>([
  ['an option', '-r us-east-1', {}, ['us-east-1']],
  ['a variable', '', { KMS_AUDIT_REGION: 'us-east-1' }, ['us-east-1']],
  ['an option over a variable', '-r us-east-1', { KMS_AUDIT_REGION: 'eu-west-1' }, ['us-east-1']],
  ['no empty variable', '', { KMS_AUDIT_REGION: '' }, ['eu-west-1']],
  ['no variable of AWS', '', { AWS_REGION: 'us-east-1' }, ['eu-west-1']],
])('config file: %s takes precedence over it', async (_, line, env, regions) => {
  files.write('kms-audit.yaml', 'region: eu-west-1')
  expect(await audited(line, { env })).toMatchObject({ regions })
})

test.each<[what: string, line: string, env: Record<string, string>]>([
  ['in CI', '', { CI: 'true' }],
  ['in a CI that sets CI=1', '', { CI: '1' }],
  ['with --no-config', '--no-config', {}],
  ['with KMS_AUDIT_NO_CONFIG=1', '', { KMS_AUDIT_NO_CONFIG: '1' }],
])('config file: %s, none is searched', async (_, line, env) => {
  files.write('kms-audit.yaml', 'this: [is not valid')
  expect(await audited(line, { env })).toEqual({ regions: SAMPLE, config: undefined })
})

test.each(['', ' ', 'false', 'False'])('config file: with CI=%j it is searched', async CI => {
  files.write('kms-audit.yaml', 'region: eu-west-1')
  expect(await audited('', { env: { CI } })).toMatchObject({ regions: ['eu-west-1'] })
})

test.each<[what: string, line: string, env: Record<string, string>]>([
  ['--config', '--config conf/audit.yaml', {}],
  ['--config in CI', '--config conf/audit.yaml', { CI: 'true' }],
  ['KMS_AUDIT_CONFIG', '', { KMS_AUDIT_CONFIG: 'conf/audit.yaml' }],
  ['--config and KMS_AUDIT_NO_CONFIG', '--config conf/audit.yaml', { KMS_AUDIT_NO_CONFIG: '1' }],
  ['the last --config', '--config other.yaml --config conf/audit.yaml', {}],
])('config file: %s names one, in place of the one that would be found', async (_, line, env) => {
  files.write('kms-audit.yaml', 'this: [is not valid')
  files.write('conf/audit.yaml', 'region: eu-west-1')
  const config = { path: 'conf/audit.yaml', named: true, options: ['region'] }
  expect(await audited(line, { env })).toEqual({ regions: ['eu-west-1'], config })
})

test('config file: --no-config takes precedence over KMS_AUDIT_CONFIG', async () => {
  expect(await audited('--no-config', { env: { KMS_AUDIT_CONFIG: 'missing.yaml' } })).toMatchObject({ regions: SAMPLE })
})

test('config file: a named file must exist, and must be valid', async () => {
  expect(await audited('--config missing.yaml')).toBe('kms-audit: Cannot read missing.yaml: it does not exist.')
  files.write('bad.yaml', 'region: all\nregoin: x')
  expect(await audited('--config bad.yaml')).toBe(
    "kms-audit: bad.yaml:2:1: Unknown option 'regoin'. Did you mean region?",
  )
  expect(await audited('--config x --no-config')).toMatch(
    /--config and --no-config cannot be used together|--no-config and --config/,
  )
})

test.each<[what: string, bytes: Buffer]>([
  ['UTF-8 with a byte order mark', Buffer.from('\ufeffregion: eu-west-1\r\n')],
  ['UTF-16, as Windows PowerShell writes it', Buffer.from('\ufeffregion: eu-west-1\r\n', 'utf16le')],
])('config file: it can be in %s', async (_, bytes) => {
  files.write('kms-audit.yaml', bytes)
  expect(await audited('')).toMatchObject({ regions: ['eu-west-1'] })
  files.write('kms-audit.yaml', Buffer.concat([bytes, bytes.subarray(bytes.length - 4), Buffer.from('')]))
})

test('config file: a mistake is one line with the path from the current directory, and exit code 2', async () => {
  files.write('r/.git/')
  files.write('r/kms-audit.yaml', 'region: eu-west-1\nprofile: admin\n')
  files.write('r/a/b/')
  expect(await files.run(LIST, { from: 'r/a/b' })).toEqual({
    exit: 2,
    out: '',
    err:
      "kms-audit: ../../kms-audit.yaml:2:1: 'profile' cannot be set in a file that was found by searching. " +
      'Use --profile, or name the file: --config ../../kms-audit.yaml.\n',
  })
})

test('config file: a file that was found cannot say where the OPA token is sent', async () => {
  files.write('kms-audit.yaml', 'opa-url: https://opa.example.com')
  const { exit, err } = await files.run(LIST, { env: { KMS_AUDIT_OPA_TOKEN: 'secret' } })
  expect(exit).toBe(2)
  expect(err).toMatch(/^kms-audit: kms-audit\.yaml:1:1: 'opa-url' cannot be set/)
})

test('config file: a named file can agree to what publish sends, and choose the report', async () => {
  files.write('kms-audit.yaml', 'yes: true\nfrom: missing.json\n')
  expect((await files.run('publish security-hub --config kms-audit.yaml')).err).toBe(
    `kms-audit: Cannot read ${files.at('missing.json')}: it does not exist.\n`,
  )
  files.write('kms-audit.yaml', 'from: missing.json\n')
  expect((await files.run('publish security-hub --config kms-audit.yaml')).err).toMatch(
    /^kms-audit: Cannot ask for confirmation without a terminal\. /,
  )
})

test('config file: an error about an option that it sets says where', async () => {
  files.write('kms-audit.yaml', 'region: eu-west-1\norg: true\n')
  const { err } = await files.run('-o csv --config kms-audit.yaml')
  expect(err).toBe(
    'kms-audit: --org requires a role to assume in the member accounts. ' +
      'Add --org-role with the name of the role. kms-audit.yaml:2:1 sets org.\n',
  )
})

test('config file: two options in it that exclude each other are refused, and a typed one overrides both', async () => {
  files.write('kms-audit.yaml', 'check: policy-public\nchecks: true\n')
  expect(await audited('')).toBe(
    'kms-audit: checks (kms-audit.yaml:2:1) and check (kms-audit.yaml:1:1) cannot be used together. Remove one of them.',
  )
  files.write('kms-audit.yaml', 'color: always\n')
  expect(await audited('--no-color')).toMatchObject({ config: { options: [] } })
})

test('config file: a switch that it turns on can be turned off with a variable', async () => {
  files.write('kms-audit.yaml', 'strict: true')
  expect(await audited('', { env: { KMS_AUDIT_STRICT: '0' } })).toMatchObject({ config: { options: [] } })
})

test('config file: relative paths in it start in its directory', async () => {
  files.write('r/.git/')
  files.write('r/kms-audit.yaml', 'mutelist: mutes.yaml\n')
  files.write('r/mutes.yaml', 'Mutelist: nonsense')
  files.write('r/a/')
  const { err } = await files.run('--demo --check alias-missing', { from: 'r/a' })
  expect(err).toContain(`kms-audit: ${files.at('r/mutes.yaml')}: Mutelist is not a mapping.`)
})

test('config file: options that a command does not take are ignored, as variables are', async () => {
  files.write('kms-audit.yaml', 'region: eu-west-1\noutput: csv\nonly: unused\n')
  const { exit, out, err } = await files.run('checks policy-public')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain('policy-public')
})

test('config file: the table says what it set, and says nothing if it set nothing', async () => {
  files.write('kms-audit.yaml', 'region: eu-west-1\nunused-days: 30\n')
  const line = '--demo --source none -q'
  expect((await files.run(line)).out).toContain('\nConfig      kms-audit.yaml sets region and unused-days\n')
  expect((await files.run(`${line} -r all --unused-days 90`)).out).not.toContain('\nConfig ')
})
