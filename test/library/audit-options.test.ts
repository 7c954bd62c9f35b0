import { expect, test } from 'vitest'
import { parseCommandLine } from '../../src/cli/command-line.ts'
import { audit } from '../../src/commands/audit.ts'
import { toAuditOptions } from '../../src/library/audit-options.ts'
import type { AuditRequest } from '../../src/library/requests.ts'
import type { Options } from '../../src/model/options/options.ts'

/** The options of an audit that a command line asks for. */
function typed(...argv: string[]) {
  const parsed = parseCommandLine({ audit }, argv, {})
  if ('show' in parsed) throw new Error(parsed.show)
  return (parsed.request as Options).audit
}

test.each<[what: string, request: AuditRequest, argv: string[]]>([
  ['nothing', {}, []],
  ['only the list of keys', { sources: [] }, ['--source', 'none']],
  [
    'Regions, profiles and keys',
    { regions: ['eu-*', 'us-east-1'], profiles: ['dev'], keys: ['alias/a'], excludeKeys: ['alias/b'], tags: ['team'] },
    ['-r', 'eu-*,us-east-1', '-p', 'dev', '--key', 'alias/a', '--exclude-key', 'alias/b', '--tag', 'team'],
  ],
  [
    'usage and cost',
    {
      unusedDays: 30,
      requestDays: 7,
      doubleCheck: true,
      maxPages: 3,
      pricePerKey: 0.85,
      sources: ['kms', 'cloudtrail'],
    },
    '--unused-days 30 --request-days 7 --double-check --max-pages 3 --price-per-key 0.85 --source kms,cloudtrail'.split(
      ' ',
    ),
  ],
  [
    'pace and manager',
    { fast: true, maxSeconds: 90, maxRates: { 'kms:GetKeyLastUsage': 50 }, requestDays: null, manager: 'all' },
    ['--fast', '--max-duration', '90s', '--max-rate', 'GetKeyLastUsage=50', '--no-requests', '--manager', 'all'],
  ],
  ['dependents', { dependents: true }, ['--dependents']],
  ['all dependents', { dependents: 'all' }, ['--dependents', 'all']],
  ['some dependents', { dependents: ['rds-instance', 's3-bucket'] }, ['--dependents', 'rds-instance,s3-bucket']],
  [
    'an organization',
    { organization: { role: 'Audit', excludeAccounts: ['111122223333'] }, externalId: 'id', trustOrganization: true },
    ['--org', '--org-role', 'Audit', '--exclude-accounts', '111122223333', '--external-id', 'id', '--trust-org'],
  ],
  [
    'log files on disk',
    { archives: { trailArchive: ['logs', 'old'], trailIndex: 'ix' }, sources: ['kms', 'archive'] },
    '--trail-archive logs --trail-archive old --trail-index ix --source kms,archive'.split(' '),
  ],
  [
    'a table of Athena',
    {
      archives: {
        athena: 'Audit.Trail@eu-west-1',
        athenaDigests: 'audit.digests',
        athenaWorkgroup: 'audit',
        athenaOutput: 's3://results/kms',
        athenaMaxBytes: 2e12,
      },
    },
    (
      '--athena Audit.Trail@eu-west-1 --athena-digests audit.digests --athena-workgroup audit ' +
      '--athena-output s3://results/kms --athena-max-bytes 2TB'
    ).split(' '),
  ],
  [
    'Security Lake, CloudTrail Lake and CloudWatch Logs',
    {
      archives: {
        securityLake: 'lake.mgmt_2_0',
        lake: '1234abcd-12ab-34cd-56ef-1234567890ab@us-east-1',
        cloudwatchLogs: 'aws_cloudtrail.management',
        cloudwatchLogsMaxBytes: 5e11,
      },
    },
    (
      '--security-lake lake.mgmt_2_0 --lake 1234abcd-12ab-34cd-56ef-1234567890ab@us-east-1 ' +
      '--cloudwatch-logs aws_cloudtrail.management --cloudwatch-logs-max-bytes 500GB'
    ).split(' '),
  ],
  [
    'keys that AWS Config has recorded',
    { inventoryFrom: 'config:org@eu-west-1', inventoryAccounts: ['444455556666'] },
    ['--inventory-from', 'config:org@eu-west-1', '--accounts', '444455556666'],
  ],
])('library: a request for %s is what the command line makes of it', (_, request, argv) =>
  expect(toAuditOptions(request)).toEqual(typed(...argv)),
)

test.each<[AuditRequest, string]>([
  [{ sources: ['cloudtrial'] }, "sources does not take 'cloudtrial'."],
  [{ maxRates: { GetKeyLastUsage: 50 } }, "maxRates does not take 'GetKeyLastUsage'."],
  [{ dependents: ['rds-instanc'] }, "dependents does not take 'rds-instanc'."],
  [{ dependents: [] }, "dependents takes true, 'all' or a list of ids of types, such as rds-instance."],
  [{ sources: ['archive'] }, 'sources has archive, but archives does not name it.'],
  [
    { archives: { athena: 'trail' } },
    "archives.athena takes a table such as audit.kms_audit_trail or audit.kms_audit_trail@eu-west-1, not 'trail'.",
  ],
  [{ archives: { athenaMaxBytes: 5 } }, 'archives.athenaMaxBytes needs archives.athena or archives.securityLake.'],
  [{ archives: { athena: 'a.b', securityLake: 'c.d' } }, 'archives.athena cannot be used with archives.securityLake.'],
  [{ archives: { trailArchive: 'logs' } as object }, 'archives.trailArchive takes a list of directories.'],
  [{ archives: { trailDir: 'x' } as object }, "Unknown option 'trailDir'."],
  [{ archives: { trailIndex: 'ix' }, demo: true }, 'archives cannot be used with demo.'],
  [{ inventoryFrom: 'org' }, "inventoryFrom takes config: and the name of an aggregator, not 'org'."],
  [{ inventoryAccounts: ['444455556666'] }, 'inventoryAccounts needs inventoryFrom.'],
  [{ unusedDays: 0 }, "unusedDays takes a whole number from 1 to 36500, not '0'."],
  [{ requestDays: 500 }, "requestDays takes a whole number from 1 to 455, not '500'."],
])('library: %j is wrong usage', (request, message) => expect(() => toAuditOptions(request)).toThrow(message))
