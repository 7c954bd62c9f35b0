import { describe, expect, test } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import { AuditError, EXIT } from '../../src/lib/process/exit.ts'
import type { Options } from '../../src/model/options.ts'
import { plainRerun } from '../model/plain-rerun.ts'
import { parseCommandLine } from './parse.ts'

type Env = Record<string, string>

/** In another partition than most people's. */
const ROLE = 'arn:aws-cn:iam::444455556666:role/audit'

function options(line: string, env: Env = {}): Options {
  const parsed = parse(line, env)
  if (!('options' in parsed)) throw new Error(`'${line}' only shows something`)
  return parsed.options
}

const parse = (line: string, env: Env = {}) => parseCommandLine(line === '' ? [] : line.split(' '), env)

const shown = (line: string): string => {
  const parsed = parse(line)
  return 'show' in parsed ? parsed.show : ''
}

/** The line on stderr. */
function complaint(line: string, env: Env = {}): string {
  try {
    parse(line, env)
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    expect(error.exit).toBe(EXIT.usage)
    return [error.message, error.hint].filter(Boolean).join(' ')
  }
  return 'no complaint'
}

test('without a word it audits, with the defaults of the README', () => {
  expect(parse('')).toEqual({
    command: 'audit',
    options: {
      audit: {
        regions: null,
        profiles: [],
        accounts: { roleArns: [], externalId: null, sessionName: 'kms-audit', organization: null },
        manager: 'customer',
        keys: [],
        exceptKeys: [],
        tags: [],
        unusedDays: 90,
        requestDays: 30,
        sources: 'auto',
        doubleCheck: false,
        maxPages: 40,
        maxRates: {},
        fast: false,
        maxDuration: null,
        checkpoint: null,
        pricePerKey: null,
        needs: [],
        looks: { states: [], inUse: true, unused: true },
        trustOrganization: false,
      },
      show: {
        outputs: [{ format: 'table', file: null }],
        only: [],
        failOn: [],
        severity: null,
        strict: false,
        quiet: false,
        progress: 'auto',
        color: 'auto',
        columns: [],
        sort: null,
        rerun: plainRerun,
      },
      saved: null,
      checks: {
        ids: [],
        impliedBy: null,
        changedBy: null,
        trustedAccounts: [],
        requiredTags: [],
        mutelist: null,
        baseline: null,
        opa: null,
      },
      purpose: 'show',
      estimate: false,
      demo: false,
      debug: false,
    },
  })
  expect(parse('audit')).toEqual(parse(''))
})

test.each([
  ['-r eu-west-1,eu-north-1', { regions: ['eu-west-1', 'eu-north-1'] }],
  ['-r eu-west-1 --region=eu-north-1 -reu-west-1', { regions: ['eu-west-1', 'eu-north-1'] }],
  ['--region eu-*,', { regions: ['eu-*'] }],
  ['-p dev -p prod', { profiles: ['dev', 'prod'] }],
  ['--manager ALL', { manager: 'all' }],
  ['--key alias/a,1234abcd-12ab-34cd-56ef-1234567890ab', { keys: ['alias/a', '1234abcd-12ab-34cd-56ef-1234567890ab'] }],
  ['--unused-days 180 --request-days 455', { unusedDays: 180, requestDays: 455 }],
  ['--no-requests', { requestDays: null }],
  ['--source kms,cloudtrail', { sources: ['kms', 'cloudtrail'] }],
  ['--source none', { sources: [], requestDays: null }],
  ['--source none --request-days 7', { sources: [], requestDays: 7 }],
  ['--source cloudtrail --double-check --max-pages 9', { sources: ['cloudtrail'], doubleCheck: true, maxPages: 9 }],
  [
    '--max-rate getkeylastusage=50 --max-rate kms:ListKeys=0.5,LookupEvents=1',
    { maxRates: { 'kms:GetKeyLastUsage': 50, 'kms:ListKeys': 0.5, 'cloudtrail:LookupEvents': 1 } },
  ],
  ['--exclude-key alias/a --exclude-key 1234', { exceptKeys: ['alias/a', '1234'] }],
  ['--tag team=a,env --tag team=b', { tags: ['team=a', 'env', 'team=b'] }],
  ['--price-per-key 0.850001', { pricePerKey: 850_001 }],
  ['--price-per-key 0', { pricePerKey: 0 }],
  ['--fast --max-duration 1h30m', { fast: true, maxDuration: 5_400_000 }],
  ['--max-duration 90S', { maxDuration: 90_000 }],
  ['--checkpoint run.ndjson', { checkpoint: { path: 'run.ndjson', ttl: 43_200_000 } }],
  ['--checkpoint run.ndjson --checkpoint-ttl 2d', { checkpoint: { path: 'run.ndjson', ttl: 172_800_000 } }],
])('what to audit: %s', (line, audit) => expect(options(line).audit).toMatchObject(audit))

test.each([
  ['--role-arn ROLE/A,ROLE/B', { roleArns: [`${ROLE}/A`, `${ROLE}/B`], organization: null }],
  ['--role-arn ROLE/A --external-id x:/1 --role-session-name me@home', { externalId: 'x:/1', sessionName: 'me@home' }],
  [
    '--org --org-role /audit/KeyAuditor',
    { organization: { role: 'audit/KeyAuditor', only: [], except: [], units: [] }, roleArns: [] },
  ],
  [
    '--org --org-role A --accounts 111122223333 --exclude-accounts 444455556666 --ou ou-ab12-1,r-ab12',
    { organization: { role: 'A', only: ['111122223333'], except: ['444455556666'], units: ['ou-ab12-1', 'r-ab12'] } },
  ],
])('whose keys: %s', (line, accounts) =>
  expect(options(line.replaceAll('ROLE', ROLE)).audit.accounts).toMatchObject(accounts),
)

test.each([
  ['publish security-hub', { sink: 'security-hub', yes: false, dryRun: false }],
  ['publish security-hub -y', { yes: true }],
  ['--dry-run publish security-hub --yes', { yes: true, dryRun: true }],
])('where to publish: %s', (line, publish) => {
  expect(parse(line)).toMatchObject({ command: 'publish', options: { publish } })
  expect(options(line).checks.ids).toEqual(Object.keys(checks))
})

test('what is published are findings: of the checks that are named, or those of a saved report', () => {
  const ids = (line: string): readonly string[] => options(`publish security-hub ${line}`).checks.ids
  expect(ids('--check rotation-off')).toEqual(['rotation-off'])
  expect(ids('--exclude-check rotation-off')).toHaveLength(Object.keys(checks).length - 1)
  expect(ids('--from a.json --fail-on high')).toEqual([])
  expect(ids('--from a.json --checks')).toEqual(Object.keys(checks))
})

test('--estimate asks for an estimate', () => expect(options('--estimate').estimate).toBe(true))

test.each([
  ['-o JSON -f keys.json', { outputs: [{ format: 'json', file: 'keys.json' }] }],
  ['-f keys.txt', { outputs: [{ format: 'table', file: 'keys.txt' }] }],
  ['-f -', { outputs: [{ format: 'table', file: null }] }],
  ['-f /dev/stdout', { outputs: [{ format: 'table', file: null }] }],
  ['--only in_use,never --only unused', { only: ['in_use', 'never', 'unused'] }],
  ['--only in-use', { only: ['in_use'] }],
  ['--fail-on in-use', { failOn: ['in_use'] }],
  ['--fail-on in_use', { failOn: ['in_use'] }],
  ['--fail-on unused --strict', { failOn: ['unused'], strict: true }],
  ['-q', { quiet: true, progress: 'off' }],
  ['--no-progress', { progress: 'off' }],
  ['--log-progress', { progress: 'log' }],
  ['--no-color', { color: 'never' }],
  ['--color never', { color: 'never' }],
  ['--color always', { color: 'always' }],
])('what to show: %s', (line, show) => expect(options(line).show).toMatchObject(show))

const SEVERAL = [
  { format: 'table', file: null },
  { format: 'json', file: 'keys.json' },
  { format: 'sarif', file: 'a=b, c.sarif' },
]

test('several outputs: each --output has a format and a file, in the order given', () => {
  const { options: asked } = parseCommandLine(
    ['-o', 'table', '--output=json=keys.json', '-o', 'SARIF=a=b, c.sarif'],
    {},
  ) as {
    options: Options
  }
  expect(asked.show.outputs).toEqual(SEVERAL)
  expect(options('-o json=- -o csv=keys.csv').show.outputs[0]).toEqual({ format: 'json', file: null })
})

test('several outputs: -f names the file of the one without, and with files for all stdout gets nothing', () => {
  expect(options('-o json=a.json -o csv -f b.csv').show.outputs).toEqual([
    { format: 'json', file: 'a.json' },
    { format: 'csv', file: 'b.csv' },
  ])
  expect(options('-o json=a.json').show.outputs).toEqual([{ format: 'json', file: 'a.json' }])
})

test.each(['table json=keys.json', ' table\njson=keys.json\n'])('several outputs: KMS_AUDIT_OUTPUT=%j', value =>
  expect(options('', { KMS_AUDIT_OUTPUT: value }).show.outputs).toEqual(SEVERAL.slice(0, 2)),
)

test('several outputs: one that shows findings implies checks', () =>
  expect(options('-o table -o sarif=kms.sarif').checks).toMatchObject({
    ids: Object.keys(checks),
    impliedBy: '-o sarif',
  }))

const FORMATS = 'table, csv, json, sarif, ocsf or asff'

test.each([
  ['-o jsn', `--output takes ${FORMATS}, not 'jsn'. Did you mean json?`],
  ['-o jsn=keys.json', `--output takes ${FORMATS}, not 'jsn'. Did you mean json?`],
  ['-o json=', "--output takes a file name after =, not 'json='. For example json=keys.json."],
  [
    '-o table,json',
    `--output takes ${FORMATS}, not 'table,json'. Repeat the option for several outputs: -o table -o json=FILE.`,
  ],
  ['-o table json', "Unexpected argument 'json'. Repeat the option for another output: -o json=FILE."],
  ['-o=json', `--output takes ${FORMATS}, not ''. Use -o json.`],
  ['-o keys.json', `--output takes ${FORMATS}, not 'keys.json'. Use json=keys.json to write to that file.`],
  ['-o json:keys.json', `--output takes ${FORMATS}, not 'json:keys.json'. Use json=keys.json.`],
  [
    '-o json=~/keys.json',
    '--output takes a path that the shell has expanded, not \'json=~/keys.json\'. Use json="$HOME/keys.json".',
  ],
  [
    '-o table -o json',
    'Only one output can go to stdout, not both table and json. Name a file for one of them: -o table -o json=FILE.',
  ],
  [
    '-o json -o json',
    'Only one output can go to stdout, not both json and json. Name a file for one of them: -o json -o json=FILE.',
  ],
  [
    '-o table -o json=/dev/stdout',
    'Only one output can go to stdout, not both table and json. Name a file for one of them: -o table -o json=FILE.',
  ],
  [
    '-o csv -o json -f a',
    'Only one output can go to a, not both csv and json. Name a file for one of them: -o csv -o json=FILE.',
  ],
  [
    '-o json=a -f b',
    '--output-file is for an output without a file, but each --output has one. Leave out --output-file.',
  ],
  ['checks -o csv', 'checks does not support -o csv. Use -o table or -o json.'],
  ['checks -o json -o csv=a', 'checks does not support -o csv. Use -o table or -o json.'],
  ['--color sometimes', "--color takes auto, always or never, not 'sometimes'."],
  ['--color always --no-color', '--color and --no-color cannot be used together. Remove one of them.'],
])('output: %s is wrong usage', (line, expected) => expect(complaint(line)).toBe(expected))

test.each<[Env, line: string, object]>([
  [{ KMS_AUDIT_REGION: 'eu-west-1, eu-north-1' }, '', { audit: { regions: ['eu-west-1', 'eu-north-1'] } }],
  [{ KMS_AUDIT_REGION: 'eu-west-1' }, '-r us-east-1', { audit: { regions: ['us-east-1'] } }],
  [{ KMS_AUDIT_REGION: '' }, '', { audit: { regions: null } }],
  [{ AWS_REGION: 'eu-west-1' }, '', { audit: { regions: null } }],
  [{ KMS_AUDIT_UNUSED_DAYS: '180' }, '', { audit: { unusedDays: 180 } }],
  [{ KMS_AUDIT_NO_REQUESTS: 'Yes' }, '', { audit: { requestDays: null } }],
  [{ KMS_AUDIT_NO_REQUESTS: '0' }, '', { audit: { requestDays: 30 } }],
  [{ KMS_AUDIT_NO_REQUESTS: '1' }, '--request-days 7', { audit: { requestDays: 7 } }],
  [{ KMS_AUDIT_REQUEST_DAYS: '7' }, '--no-requests', { audit: { requestDays: null } }],
  [{ KMS_AUDIT_MAX_RATE: 'LookupEvents=1' }, '', { audit: { maxRates: { 'cloudtrail:LookupEvents': 1 } } }],
  [{ KMS_AUDIT_PROFILE: 'dev' }, '--demo', { demo: true, audit: { profiles: [] } }],
  [{ KMS_AUDIT_ONLY: 'in_use,stale' }, '', { show: { only: ['in_use', 'stale'] } }],
  [{ KMS_AUDIT_OUTPUT_FILE: 'a.csv' }, '-f -', { show: { outputs: [{ format: 'table', file: null }] } }],
  [{ KMS_AUDIT_OUTPUT_FILE: 'a.csv' }, '-o csv', { show: { outputs: [{ format: 'csv', file: 'a.csv' }] } }],
  [{ KMS_AUDIT_OUTPUT_FILE: 'a.csv' }, '-o csv=b.csv', { show: { outputs: [{ format: 'csv', file: 'b.csv' }] } }],
  [{ KMS_AUDIT_OUTPUT: 'sarif=k.sarif' }, '-o csv', { show: { outputs: [{ format: 'csv', file: null }] } }],
  [
    { KMS_AUDIT_OUTPUT: 'sarif=k.sarif', KMS_AUDIT_OUTPUT_FILE: 'a' },
    'checks',
    { outputs: [{ format: 'table', file: null }] },
  ],
  [{ KMS_AUDIT_QUIET: 'true' }, '--log-progress', { show: { quiet: false, progress: 'log' } }],
  [{ NO_COLOR: '1' }, '', { show: { color: 'never' } }],
  [{ NO_COLOR: '1' }, '--color always', { show: { color: 'always' } }],
  [{ NO_COLOR: '1' }, '--color auto', { show: { color: 'never' } }],
  [{ FORCE_COLOR: '1' }, '--color never', { show: { color: 'never' } }],
  [{ KMS_AUDIT_COLOR: 'always' }, '--no-color', { show: { color: 'never' } }],
  [{ KMS_AUDIT_NO_COLOR: '1' }, '--color always', { show: { color: 'always' } }],
  [{ KMS_AUDIT_DEBUG: '1' }, '', { debug: true }],
  [{ AWS_CSPM_DEBUG: 'true' }, '', { debug: true }],
  [{ AWS_CSPM_DEBUG: 'false' }, '', { debug: false }],
])('environment %j and %s', (env, line, expected) => expect(options(line, env)).toMatchObject(expected))

test.each([
  ['--unused-days 0', "--unused-days takes a whole number from 1 to 36500, not '0'."],
  ['--unused-days abc', "--unused-days takes a whole number from 1 to 36500, not 'abc'."],
  ['--unused-days 1.5', "--unused-days takes a whole number from 1 to 36500, not '1.5'."],
  ['--unused-days -1', "--unused-days takes a whole number from 1 to 36500, not '-1'."],
  ['--unused-days 1e2', "--unused-days takes a whole number from 1 to 36500, not '1e2'."],
  ['--request-days 456', "--request-days takes a whole number from 1 to 455, not '456'."],
  ['--manager me', "--manager takes customer, aws or all, not 'me'."],
  ['-o xml', "--output takes table, csv, json, sarif, ocsf or asff, not 'xml'."],
  ['-o jsno', "--output takes table, csv, json, sarif, ocsf or asff, not 'jsno'. Did you mean json?"],
  ['--source kms,auto', "--source takes auto or a list of sources, not 'kms,auto'."],
  ['--source cludtrail', expect.stringMatching(/not 'cludtrail'. Did you mean cloudtrail\?$/)],
  ['--only idle', "--only takes in_use, stale, never, silent, new, unknown or unused, not 'idle'."],
  ['--check polcy-public', "Unknown check 'polcy-public'. Did you mean policy-public?"],
  ['--check policy-public,Rotation_Of', "Unknown check 'Rotation_Of'. Did you mean rotation-off?"],
  ['--check nonsense', "Unknown check 'nonsense'. Run kms-audit checks to list them."],
  ['--check ,', "--check takes check ids and globs of them, not ','."],
  [
    '--check polcy-*',
    "Unknown check 'polcy-*'. Did you mean policy-admin-and-use, policy-confused-deputy or policy-cross-account?",
  ],
  ['--check zzz*', "Unknown check 'zzz*'. Run kms-audit checks to list them."],
  [
    '--fail-on grnat-*',
    "--fail-on takes values of --only, severities, check ids and globs of them, not 'grnat-*'. Did you mean grant-broad, grant-cross-account or grant-dead-principal?",
  ],
  [
    '--check rotation-off --fail-on policy-*',
    "--fail-on policy-* can never match: no such check is selected. Add --check 'policy-*'.",
  ],
  ['--exclude-check polcy-public', "Unknown check 'polcy-public'. Did you mean policy-public?"],
  [
    '--checks --fail-on nonsense',
    "--fail-on takes values of --only, severities, check ids and globs of them, not 'nonsense'. Run kms-audit checks to list the checks.",
  ],
  [
    '--checks --fail-on polcy-public',
    "--fail-on takes values of --only, severities, check ids and globs of them, not 'polcy-public'. Did you mean policy-public?",
  ],
  ['--max-rate GetKeyLastUse=9', expect.stringMatching(/not 'GetKeyLastUse'. Did you mean GetKeyLastUsage\?$/)],
  ['--max-rate ListKeys', expect.stringMatching(/such as GetKeyLastUsage=50, not 'ListKeys'.$/)],
  ['--max-rate ListKeys=0', "--max-rate takes more than 0 and at most 10000 calls per second, not 'ListKeys=0'."],
  ['--price-per-key $1', "--price-per-key takes US dollars such as 1 or 0.85, not '$1'."],
  ['-r ,', "--region takes Regions such as eu-west-1, eu-* or all, not ','."],
  ['--region', '--region needs a value. See kms-audit --help.'],
  ['--region --strict', '--region needs a value, but --strict follows. See kms-audit --help.'],
  ['-region eu-west-1', "Unknown option '-region'. Did you mean --region?"],
  ['--regoin eu-west-1', "Unknown option '--regoin'. Did you mean --region?"],
  ['--format json', "Unknown option '--format'. Did you mean --output?"],
  ['--verbose', "Unknown option '--verbose'. Did you mean --debug?"],
  ['--what=ever', "Unknown option '--what'. See kms-audit audit --help."],
  ['publish security-hub --what', "Unknown option '--what'. See kms-audit publish --help."],
  ['-x', "Unknown option '-x'. See kms-audit audit --help."],
  ['--strict=yes', '--strict takes no value. Remove =yes.'],
  [
    '--check rotation-off --fail-on policy-public',
    '--fail-on policy-public can never match: that check is not selected. Add --check policy-public.',
  ],
  [
    '--exclude-check policy-public --fail-on policy-public',
    '--fail-on policy-public can never match: that check is not selected. Add --check policy-public.',
  ],
  ['frobnicate', "Unknown command 'frobnicate'. Available commands: audit (the default), checks, publish and help."],
  ['audti', "Unknown command 'audti'. Did you mean audit?"],
  [
    '-r eu-west-1 eu-west-2',
    "Unexpected argument 'eu-west-2'. Separate the values of a list with commas: -r eu-west-1,eu-west-2.",
  ],
  ['publish', 'publish requires a destination. Run kms-audit publish security-hub.'],
  ['publish securityhub', "Unknown publish destination 'securityhub'. Did you mean security-hub?"],
  ['publish nowhere', "Unknown publish destination 'nowhere'. Run kms-audit publish security-hub."],
  ['publish security-hub again', "Unexpected argument 'again'. See kms-audit publish --help."],
  ['security-hub', "Unknown command 'security-hub'. Did you mean publish security-hub?"],
  ['pubish security-hub', "Unknown command 'pubish'. Did you mean publish?"],
  ['checks policy-public trail-x', "Unexpected argument 'trail-x'. See kms-audit checks --help."],
  ['--yes', '--yes is an option of kms-audit publish. See kms-audit publish --help.'],
  ['checks --dry-run', '--dry-run is an option of kms-audit publish. See kms-audit publish --help.'],
  ...['-o json', '-f a.json'].map((line): [string, string] => [
    `publish security-hub ${line}`,
    `--output${line.startsWith('-f') ? '-file' : ''} has no effect with publish. Use --dry-run to print what would be sent.`,
  ]),
  [
    'publish security-hub --only unused',
    '--only has no effect with publish. --only selects keys. Use --severity to select findings.',
  ],
  [
    'publish security-hub --estimate',
    '--estimate has no effect with publish. Run kms-audit --estimate --checks instead.',
  ],
  ...['--manager all', '--key a', '--source none', '--checkpoint a'].map((line): [string, string] => [
    `publish security-hub --from a.json ${line}`,
    `${line.split(' ')[0]} has no effect with publish --from. A saved report is sent unchanged.`,
  ]),
  ['--demo -p dev', '--profile and --demo cannot be used together. Remove one of them.'],
  ['--request-days 7 --no-requests', '--request-days and --no-requests cannot be used together. Remove one of them.'],
  ['--fail-on unused --source none', '--fail-on needs evidence of use. Remove --source none.'],
  ['--double-check --source kms', '--double-check requires CloudTrail. Add cloudtrail to --source.'],
  ['--fast --source kms', '--fast works with --source auto only. Remove --source.'],
  ['--org', '--org requires a role to assume in the member accounts. Add --org-role with the name of the role.'],
  ...['--org-role A', '--accounts 111122223333', '--exclude-accounts 111122223333', '--ou ou-ab12-1'].map(
    (line): [string, string] => [
      line,
      '--org-role, --accounts, --exclude-accounts and --ou apply to an organization only. Add --org.',
    ],
  ),
  [
    '--org --org-role A --role-arn arn:aws:iam::111122223333:role/A',
    '--role-arn and --org cannot be used together. Remove one of them.',
  ],
  ['--demo --org --org-role A', '--demo and --org cannot be used together. Remove one of them.'],
  ['--from a.json --demo', '--demo and --from cannot be used together. Remove one of them.'],
  ['--from a.json --estimate', '--estimate and --from cannot be used together. Remove one of them.'],
  ['--role-arn KeyAudit', "--role-arn takes ARNs of roles, as IAM shows them, not 'KeyAudit'."],
  ['--accounts 1234 --org --org-role A', "--accounts takes account ids of twelve digits, not '1234'."],
  ['--role-session-name a', "--role-session-name takes a name of 2 to 64 letters, digits and =,.@-, not 'a'."],
  ...['20', '0m', '1.5h', 'm', '5m3'].map((word): [string, string] => [
    `--max-duration ${word}`,
    `--max-duration takes a time such as 90s, 20m or 2h, not '${word}'.`,
  ]),
])('%s is wrong usage', (line, expected) => expect(complaint(line)).toEqual(expected))

test.each([
  '--severity high',
  '--trusted-account 444455556666',
  '--trust-org',
  '--require-tag Owner',
  '--mutelist m.yaml',
  '--baseline b.json',
  '--fail-on high',
  '--fail-on policy-public',
  '-o sarif',
  '-o ocsf',
  '-o asff',
])('%s implies every check', line => {
  expect(options(line).checks.ids).toEqual(Object.keys(checks))
})

test.each<[Env, string]>([
  [{ KMS_AUDIT_MUTELIST: 'm.yaml' }, ''],
  [{ KMS_AUDIT_TRUSTED_ACCOUNT: '444455556666' }, ''],
  [{ KMS_AUDIT_SEVERITY: 'high' }, ''],
  [{}, '--opa-url http://127.0.0.1:8181 -o sarif'],
  [{}, '--fail-on unused'],
])('no check is implied by %j and %s', (env, line) => expect(options(line, env).checks.ids).toEqual([]))

test.each<[Env, string]>([
  [{ KMS_AUDIT_OUTPUT: 'sarif' }, ''],
  [{ KMS_AUDIT_FAIL_ON: 'high' }, ''],
])('a format or a gate of the environment implies checks: %j', env =>
  expect(options('', env).checks.ids).toEqual(Object.keys(checks)),
)

test('a check that was named stays alone, whatever else implies checks', () => {
  expect(options('--check rotation-off --severity high -o sarif').checks.ids).toEqual(['rotation-off'])
})

describe('--from', () => {
  test('takes what a report can answer', () => {
    expect(options('--from a.json -r eu-* --accounts 111122223333 --manager aws --unused-days 30').saved).toEqual({
      path: 'a.json',
      regions: ['eu-*'],
      accounts: ['111122223333'],
      exceptAccounts: [],
      manager: 'aws',
      keys: [],
      exceptKeys: [],
      tags: [],
      unusedDays: 30,
      pricePerKey: null,
    })
  })

  test.each<[Env, object]>([
    [
      { KMS_AUDIT_REGION: 'eu-west-1', KMS_AUDIT_MANAGER: 'aws', KMS_AUDIT_KEY: 'a' },
      { regions: null, manager: null, keys: [], exceptKeys: [], tags: [] },
    ],
    [{ KMS_AUDIT_PROFILE: 'dev', KMS_AUDIT_FAST: '1', KMS_AUDIT_CHECKPOINT: 'a' }, { unusedDays: null }],
    [
      { KMS_AUDIT_UNUSED_DAYS: '30', KMS_AUDIT_PRICE_PER_KEY: '5' },
      { unusedDays: 30, pricePerKey: 5_000_000 },
    ],
    [{ KMS_AUDIT_SOURCE: 'none', KMS_AUDIT_ONLY: 'unused' }, { path: 'a.json' }],
    [{ KMS_AUDIT_MAX_PAGES: 'many' }, { path: 'a.json' }],
  ])('of the environment heeds what is about the report: %j', (env, saved) =>
    expect(options('--from a.json', env).saved).toMatchObject(saved),
  )

  const needsAws = 'has no effect with --from. --from shows a saved report and makes no AWS calls.'
  test.each([
    ['-p dev', '--profile has no effect with --from. Reports do not contain profile names. Use --accounts.'],
    ['--no-requests', '--no-requests has no effect with --from. A saved report keeps its own request counts.'],
    ['--request-days 7', '--request-days has no effect with --from. A saved report keeps its own request counts.'],
    ['--source kms', '--source has no effect with --from. A saved report keeps its own evidence.'],
    ['--double-check', '--double-check has no effect with --from. A saved report keeps its own evidence.'],
    ['--max-pages 3', '--max-pages has no effect with --from. A saved report keeps its own evidence.'],
    ...[
      '--fast',
      '--checkpoint a',
      '--max-duration 5m',
      '--max-rate ListKeys=1',
      '--role-arn ROLE/A',
      '--ou ou-ab12-1',
      '--log-progress',
    ].map((line): [string, string] => [line, `${line.split(' ')[0]} ${needsAws}`]),
  ])('refuses %s', (line, expected) =>
    expect(complaint(`--from a.json ${line.replaceAll('ROLE', ROLE)}`)).toBe(expected),
  )
})

describe('an option that does nothing is refused', () => {
  const checksHint = 'has no effect with kms-audit checks. It lists the checks, and takes -o json and -f.'
  const estimateHint =
    'has no effect with --estimate. --estimate prints the number of calls, the time and the cost, and no report.'
  test.each([
    ['checks --max-pages 3', `--max-pages ${checksHint}`],
    ['checks -r all --only unused', `--region ${checksHint}`],
    ['checks --only unused', `--only ${checksHint}`],
    ['checks --from a.json', `--from ${checksHint}`],
    ['checks -o csv', 'checks does not support -o csv. Use -o table or -o json.'],
    ['--estimate -o json', `--output ${estimateHint}`],
    ['--estimate -f a', `--output-file ${estimateHint}`],
    ['--estimate --fail-on unused', `--fail-on ${estimateHint}`],
    ['--estimate --strict', `--strict ${estimateHint}`],
    ['--source none --double-check', '--double-check has no effect with --source none. Remove --source none.'],
    ['--source none --unused-days 30', '--unused-days has no effect with --source none. Remove --source none.'],
    ['--source none --max-pages 3', '--max-pages has no effect with --source none. Remove --source none.'],
    ['--source kms --max-pages 3', '--max-pages requires CloudTrail. Add cloudtrail to --source.'],
    ['--exclude-check *', '--exclude-check excludes every check. Run kms-audit checks to list them.'],
    [
      `--exclude-check ${Object.keys(checks).join()}`,
      '--exclude-check excludes every check. Run kms-audit checks to list them.',
    ],
    [
      '--check rotation-off --require-tag Owner',
      '--require-tag requires the check tags-missing, which is not selected. Add --check tags-missing.',
    ],
    ['--checkpoint-ttl 2h', '--checkpoint-ttl has no effect without --checkpoint. Add --checkpoint FILE.'],
    ['--external-id x', "--external-id takes an external id of 2 to 1224 letters, digits and +=,.@:/-_, not 'x'."],
    [
      '--external-id a1',
      '--external-id applies to roles in other accounts only. Add --role-arn, or --org with --org-role.',
    ],
    [
      '--role-session-name me',
      '--role-session-name applies to roles in other accounts only. Add --role-arn, or --org with --org-role.',
    ],
    ['--tag a --manager all', '--manager has no effect with --tag. AWS managed keys have no tags.'],
    ['--tag =a', "--tag takes tags such as team=payments or team, not '=a'."],
    [
      '--key a --manager all',
      '--manager has no effect with --key. --key selects customer managed and AWS managed keys.',
    ],
    [
      '--manager aws --only unused',
      '--only unused can never match AWS managed keys. AWS managed keys are not counted as unused.',
    ],
    [
      '--manager aws --fail-on unused',
      '--fail-on unused can never match AWS managed keys. AWS managed keys are not counted as unused.',
    ],
    [
      '--manager aws --price-per-key 5',
      '--price-per-key has no effect with --manager aws. AWS managed keys cost nothing.',
    ],
    [
      'publish security-hub --from a.json --accounts 111122223333',
      '--org-role, --accounts, --exclude-accounts and --ou apply to an organization only. Add --org.',
    ],
  ])('%s', (line, expected) => expect(complaint(line)).toBe(expected))

  test.each<[Env, string]>([
    [{ KMS_AUDIT_OUTPUT: 'csv', KMS_AUDIT_ONLY: 'unused', KMS_AUDIT_REGION: 'all' }, 'checks'],
    [{ KMS_AUDIT_MAX_PAGES: 'many' }, 'checks'],
    [{ KMS_AUDIT_DOUBLE_CHECK: '1', KMS_AUDIT_UNUSED_DAYS: '30' }, '--source none'],
    [{ KMS_AUDIT_CHECKPOINT_TTL: '2h', KMS_AUDIT_EXTERNAL_ID: 'a1', KMS_AUDIT_ORG_ROLE: 'A' }, ''],
    [{ KMS_AUDIT_OUTPUT: 'json', KMS_AUDIT_STRICT: '1' }, '--estimate'],
  ])('but a variable is ignored: %j with %s', (env, line) => expect(complaint(line, env)).toBe('no complaint'))

  test('every command takes the options that only change how much is said', () => {
    for (const line of ['', 'checks', '--from a.json', '--estimate', 'publish security-hub'])
      expect(complaint(`${line} -q --no-color --no-progress --debug`.trim())).toBe('no complaint')
  })
})

test.each<[Env, string]>([
  [{ KMS_AUDIT_CHECK: 'polcy-public' }, "KMS_AUDIT_CHECK: unknown check 'polcy-public'. Did you mean policy-public?"],
  [{ KMS_AUDIT_STRICT: 'maybe' }, "KMS_AUDIT_STRICT takes 1, true or yes, or 0, false or no, not 'maybe'."],
  [{ KMS_AUDIT_UNUSED_DAYS: '0' }, "KMS_AUDIT_UNUSED_DAYS takes a whole number from 1 to 36500, not '0'."],
  [
    { KMS_AUDIT_LOG_PROGRESS: '1', KMS_AUDIT_QUIET: '1' },
    'KMS_AUDIT_QUIET and KMS_AUDIT_LOG_PROGRESS cannot be used together. Remove one of them.',
  ],
])('%j is wrong usage', (env, expected) => expect(complaint('', env)).toBe(expected))

test('an empty value is no value', () => {
  expect(() => parseCommandLine(['-r', ''], {})).toThrow(
    "--region takes Regions such as eu-west-1, eu-* or all, not ''.",
  )
  expect(() => parseCommandLine(['-f', ''], {})).toThrow("--output-file takes a file, or - for stdout, not ''.")
})

test('a complaint is one short line, whatever was typed', () => {
  expect(() => parseCommandLine(['-o', `a\nb\u001b[31m${'x'.repeat(500)}`], {})).toThrow(/^[\x20-\x7e\ufffd…]{1,140}$/)
})

test('help: -h, --help and help print the short help, also if the rest of the command line is wrong', () => {
  const help = shown('--help')
  expect(help).toMatch(/\n\nUsage:\n  kms-audit \[options\]\n/)
  for (const line of ['-h', 'help', 'help help', '--unused-days x --help', '--bogus -h', '-qh'])
    expect(shown(line)).toBe(help)
  expect(() => shown('nonsense --help')).toThrow("Unknown command 'nonsense'.")
})

test.each(['audit', 'checks', 'publish'])('help: %s --help and help %s print the help of the command', name => {
  const help = shown(`${name} --help`)
  expect(help).toContain(`\nUsage:\n  kms-audit ${name === 'audit' ? '[audit]' : name}`)
  for (const line of [`help ${name}`, `-q ${name} -h`, `${name} -qh`, `help ${name} --bogus`])
    expect(shown(line)).toBe(help)
})

test('help: the name of a sink is part of the command', () => {
  for (const line of ['publish security-hub --help', 'help publish security-hub'])
    expect(shown(line)).toBe(shown('publish --help'))
})

test.each([
  ['help audti', "Unknown command 'audti'. Did you mean audit?"],
  ['help security-hub', "Unknown command 'security-hub'. Did you mean publish security-hub?"],
])('help: %s is wrong usage', (line, expected) => expect(complaint(line)).toBe(expected))

test.each(['--version', '-V', '-qV', '--bogus --version'])('version: %s prints the version of the package', line =>
  expect(shown(line)).toMatch(/^\d+\.\d+\.\d+\n$/),
)
