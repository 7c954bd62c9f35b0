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
])('library: a request for %s is what the command line makes of it', (_, request, argv) =>
  expect(toAuditOptions(request)).toEqual(typed(...argv)),
)

test.each<[AuditRequest, string]>([
  [{ sources: ['cloudtrial'] }, "sources does not take 'cloudtrial'."],
  [{ maxRates: { GetKeyLastUsage: 50 } }, "maxRates does not take 'GetKeyLastUsage'."],
  [{ dependents: ['rds-instanc'] }, "dependents does not take 'rds-instanc'."],
  [{ dependents: [] }, "dependents takes true, 'all' or a list of ids of types, such as rds-instance."],
  [{ unusedDays: 0 }, "unusedDays takes a whole number from 1 to 36500, not '0'."],
  [{ requestDays: 500 }, "requestDays takes a whole number from 1 to 455, not '500'."],
])('library: %j is wrong usage', (request, message) => expect(() => toAuditOptions(request)).toThrow(message))
