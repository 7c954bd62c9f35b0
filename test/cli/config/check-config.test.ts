import { expect, test } from 'vitest'
import fc from 'fast-check'
import { checkConfig } from '../../../src/cli/config/check-config.ts'
import { acceptedBy } from '../../../src/cli/command.ts'
import { sinkOptions } from '../../../src/commands/shared/sinks.ts'
import { nameOf } from '../../../src/cli/option.ts'
import { AuditError, EXIT } from '../../../src/lib/process/exit.ts'
import { commands, entries } from '../parse.ts'

const sets = Object.values(commands).map(acceptedBy)
const [own = {}, ...others] = sets

/** The words of each option of an audit, or the one line about the first mistake. */
function read(text: string, isNamed = false): Record<string, readonly string[]> | string {
  try {
    const { values } = checkConfig({ text, path: 'k.yaml', isNamed, directory: '/repository' }, own, others)
    return Object.fromEntries([...values].map(([name, { words }]) => [name, words]))
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    expect(error.exit).toBe(EXIT.usage)
    return [error.message, error.hint].filter(Boolean).join(' ')
  }
}

test.each<[what: string, text: string, values: Record<string, readonly string[]>]>([
  ['an empty file', '', {}],
  ['only comments', '# nothing yet\n---\n', {}],
  ['a scalar', 'region: eu-west-1', { region: ['eu-west-1'] }],
  ['a list on one line', 'region: [eu-west-1, eu-north-1]', { region: ['eu-west-1', 'eu-north-1'] }],
  ['a list over several lines', 'only:\n  - unused\n  - unknown\n', { only: ['unused', 'unknown'] }],
  ['commas, as on the command line', 'region: eu-west-1,eu-north-1', { region: ['eu-west-1,eu-north-1'] }],
  ['a list of one value', 'unused-days: [30]', { 'unused-days': ['30'] }],
  ['a switch', 'strict: true\nno-requests: no', { strict: ['true'], 'no-requests': ['no'] }],
  ['an account id with a zero in front', 'trusted-account: 012345678901', { 'trusted-account': ['012345678901'] }],
  [
    'an anchor',
    'check: &c [policy-public]\nexclude-key: *c',
    { check: ['policy-public'], 'exclude-key': ['policy-public'] },
  ],
  ['lines that end as on Windows', 'region: all\r\nstrict: yes\r\n', { region: ['all'], strict: ['yes'] }],
  ['an option that only publish takes', 'dry-run: true\nregion: all', { region: ['all'] }],
  ['a relative path', 'mutelist: lists/mutes.yaml', { mutelist: ['/repository/lists/mutes.yaml'] }],
  ['an absolute path', 'baseline: /reports/old.json', { baseline: ['/reports/old.json'] }],
  ['outputs without a file', 'output: [csv]', { output: ['csv'] }],
])('config file: it can hold %s', (_, text, values) => expect(read(text)).toEqual(values))

test.each<[text: string, message: string]>([
  ['regoin: all', "k.yaml:1:1: Unknown option 'regoin'. Did you mean region?"],
  ['\n\n  unusedDays: 3', "k.yaml:3:3: Unknown option 'unusedDays'. Did you mean unused-days?"],
  ['unused_days: 3', "k.yaml:1:1: Unknown option 'unused_days'. Did you mean unused-days?"],
  ['--region: all', "k.yaml:1:1: Unknown option '--region'. Did you mean region?"],
  ['r: all', "k.yaml:1:1: Unknown option 'r'. Did you mean region?"],
  ['format: csv', "k.yaml:1:1: Unknown option 'format'. Did you mean output?"],
  [
    '<<: {region: all}',
    "k.yaml:1:1: Unknown option '<<'. A config file has no sections: write the options at the top level.",
  ],
  ['zzzzzzzzzz: 1', "k.yaml:1:1: Unknown option 'zzzzzzzzzz'. Keys are the long names of options, without dashes."],
  ['strict: true\nregion:\n', "k.yaml:2:1: 'region' has no value. Add one, or remove the line."],
  ['only: []', "k.yaml:1:1: 'only' has no value. Add one, or remove the line."],
  ["only: [unused, '']", "k.yaml:1:1: 'only' has no value. Add one, or remove the line."],
  ['region: {a: b}', "k.yaml:1:9: 'region' takes a value or a list of values."],
  ['region:\n  - [a]', "k.yaml:2:5: 'region' takes a value or a list of values."],
  ['unused-days: [30, 60]', "k.yaml:1:1: 'unused-days' takes a single value."],
  ['unused-days: x', "k.yaml:1:14: unused-days takes a whole number from 1 to 36500, not 'x'."],
  ['strict: maybe', "k.yaml:1:9: strict takes 1, true or yes, or 0, false or no, not 'maybe'."],
  [
    'only:\n  - unused\n  - idel',
    "k.yaml:3:5: only takes in_use, stale, never, silent, new, unknown, unused, referenced or unreferenced, not 'idel'.",
  ],
  [
    'check: policy-public,polcy-admin',
    "k.yaml:1:8: check: unknown check 'polcy-admin'. Run kms-audit checks to list them.",
  ],
  ['dry-run: x', "k.yaml:1:10: dry-run takes 1, true or yes, or 0, false or no, not 'x'."],
  [
    'region: all\nregion: all',
    'k.yaml:2:1: The YAML is not valid: the same key is set twice. Use one list, such as region: [eu-west-1, us-east-1].',
  ],
  ['region: "all', 'k.yaml:1:13: The YAML is not valid: a quote or a bracket is not closed.'],
  [
    'region: [a\n',
    'k.yaml:2:1: The YAML is not valid: a bracket is not closed, or a line is not indented as the lines before it.',
  ],
  [
    'region: a\nregion: b\n',
    'k.yaml:2:1: The YAML is not valid: the same key is set twice. Use one list, such as region: [eu-west-1, us-east-1].',
  ],
  ['region:\n\t- a\n', 'k.yaml:2:1: The YAML is not valid: a line is indented with a tab. Use spaces.'],
  ['\tregion: all', 'k.yaml:1:1: The YAML is not valid: a line is indented with a tab. Use spaces.'],
  [
    'region: *x',
    "k.yaml:1:9: The YAML is not valid: the anchor 'x' does not exist. Put a value that begins with * in quotes.",
  ],
  ['check: *policy', expect.stringMatching(/^k\.yaml:1:8: .* Put a value that begins with \* in quotes\.$/)],
  ['exclude-key: *', expect.stringMatching(/^k\.yaml:1:14: .* Put a value that begins with \* in quotes\.$/)],
  [
    'region: @all',
    'k.yaml:1:9: The YAML is not valid: a value cannot begin with this character. Put the value in quotes.',
  ],
  [
    'region: all\n---\nstrict: true',
    'k.yaml:2:1: The YAML is not valid: the file holds several documents. Remove the lines --- between them.',
  ],
  [
    'publish:\n  region: all',
    "k.yaml:1:1: Unknown option 'publish'. A config file has no sections: write the options at the top level.",
  ],
  ['[a]', 'k.yaml:1:1: The file does not contain options. Write one option per line, such as region: eu-west-1.'],
  ['region', 'k.yaml:1:1: The file does not contain options. Write one option per line, such as region: eu-west-1.'],
  ['? [a]\n: b', 'k.yaml:1:3: The name of an option is missing. Write one option per line, such as region: eu-west-1.'],
  ['"a\\x1b[31m": b', "k.yaml:1:1: Unknown option 'a\ufffd[31m'. Keys are the long names of options, without dashes."],
])('config file: %j is refused with line and column', (text, message) => expect(read(text)).toEqual(message))

test('config file: one that is too large or nested too deeply is refused', () => {
  expect(read('#'.repeat(1_000_001))).toBe('k.yaml:1:1: The file is larger than 1 MB.')
  expect(read('['.repeat(20_000))).toMatch(/^k\.yaml:1:\d+: The YAML is not valid: it is nested too deeply\.$/)
})

const UNTRUSTED: Readonly<Record<string, string>> = {
  profile: 'audit',
  demo: 'true',
  'role-arn': 'arn:aws-cn:iam::444455556666:role/audit',
  org: 'true',
  'org-role': 'KmsAudit',
  'opa-url': 'https://opa.example.com',
  'opa-path': 'v1/data/kms/deny',
  yes: 'true',
  checkpoint: 'run.checkpoint',
  history: 'keys.ndjson',
  'trail-archive': 'AWSLogs',
  'trail-index': 'trail-index',
  athena: 'audit.kms_audit_trail',
  'athena-digests': 'audit.kms_audit_digests',
  'athena-workgroup': 'audit',
  'athena-output': 's3://results/',
  'security-lake': 'lake.cloud_trail_mgmt_2_0',
  lake: '1234abcd-12ab-34cd-56ef-1234567890ab',
  'cloudwatch-logs': 'aws_cloudtrail.management',
  'output-file': 'keys.csv',
  from: 'report.json',
  out: 'plan',
  days: '30',
  'no-days': 'true',
  'allow-role': 'arn:aws-cn:iam::444455556666:role/KeyAdmin',
  'break-glass': 'arn:aws-cn:iam::444455556666:role/Emergency',
  'cancel-tag': 'Environment=Production',
  're-enable': 'true',
  'topic-key': 'alias/alerts',
}

test.each(Object.entries({ ...UNTRUSTED, output: 'json=keys.json' }))(
  'config file: %s: %s is refused in a file that was found, and taken from one that was named',
  (name, value) => {
    expect(read(`${name}: ${value}`)).toMatch(
      new RegExp(
        `^k\\.yaml:1:\\d+: '${name}.*' cannot be set in a file that was found by searching\\. Use --${name}, or`,
      ),
    )
    expect(read(`${name}: ${value}`, true)).toBeTypeOf('object')
  },
)

test('config file: only these options need a file that was named', () => {
  const named = entries
    .filter(([name, { inConfig }]) => inConfig === 'named' && !(name in sinkOptions))
    .map(([, entry]) => nameOf(entry))
  expect(named.toSorted()).toEqual(Object.keys(UNTRUSTED).toSorted())
})

test('config file: no option of a destination is taken from a file that was found by searching', () => {
  const ofSinks = Object.values(sinkOptions)
  expect(ofSinks.length).toBeGreaterThan(0)
  expect(ofSinks.filter(({ inConfig, secret }) => inConfig !== (secret === true ? 'never' : 'named'))).toEqual([])
})

test.each(['help: true', 'version: true', 'config: other.yaml', 'no-config: true'])(
  'config file: %s is refused in every file',
  text => expect(read(text, true)).toMatch(/^k\.yaml:1:1: '[a-z-]+' cannot be set in a config file\. Use --/),
)

test.each(['opa-token: x', 'AWS_SECRET_ACCESS_KEY: x', 'password: x', 'aws-session-token: x'])(
  'config file: %s is refused in every file, because it is a secret',
  text => {
    expect(read(text, true)).toMatch(/cannot be set in a config file\. Keep secrets in environment variables/)
    expect(read(text, true)).not.toContain('x.yaml: x')
  },
)

test('config file: any text is read or refused with one line', () => {
  const line = fc
    .tuple(fc.constantFrom(...entries.map(([, entry]) => nameOf(entry)), 'x'), fc.string())
    .map(pair => pair.join(': '))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(line).map(lines => lines.join('\n')),
      ),
      text => {
        const result = read(text)
        if (typeof result === 'string') expect(result).toMatch(/^k\.yaml:\d+:\d+: \S[^\n]*[.?]$/)
      },
    ),
    { numRuns: 300 },
  )
})
