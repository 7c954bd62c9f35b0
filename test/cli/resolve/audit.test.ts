import { expect, test } from 'vitest'
import { plainRerun } from '../../model/plain-rerun.ts'
import { ROLE, options, parse } from '../typed-line.ts'

test('audit: an empty command line audits, with the defaults of the README', () => {
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
        archives: { archive: null, athena: null, lake: null, logs: null },
        doubleCheck: false,
        maxPages: 40,
        maxRates: {},
        fast: false,
        maxDuration: null,
        checkpoint: null,
        who: false,
        dependents: null,
        oneKey: null,
        busiest: 0,
        pricePerKey: null,
        prices: 'list',
        needs: [],
        looks: { states: [], inUse: true, unused: true },
        trustOrganization: false,
        inventory: null,
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
        frameworks: [],
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
      history: null,
      demo: false,
      debug: false,
      config: null,
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
])('audit: selects what to audit with %s', (line, audit) => expect(options(line).audit).toMatchObject(audit))

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
])('audit: selects the accounts with %s', (line, accounts) =>
  expect(options(line.replaceAll('ROLE', ROLE)).audit.accounts).toMatchObject(accounts),
)

test('audit: --estimate asks for an estimate', () => expect(options('--estimate').estimate).toBe(true))

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
])('audit: selects what to show with %s', (line, show) => expect(options(line).show).toMatchObject(show))
