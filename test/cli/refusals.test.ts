import { describe, expect, test } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import { type Env, complaint } from './typed-line.ts'

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
  ])('no effect: %s', (line, expected) => expect(complaint(line)).toBe(expected))

  test.each<[Env, string]>([
    [{ KMS_AUDIT_OUTPUT: 'csv', KMS_AUDIT_ONLY: 'unused', KMS_AUDIT_REGION: 'all' }, 'checks'],
    [{ KMS_AUDIT_MAX_PAGES: 'many' }, 'checks'],
    [{ KMS_AUDIT_DOUBLE_CHECK: '1', KMS_AUDIT_UNUSED_DAYS: '30' }, '--source none'],
    [{ KMS_AUDIT_CHECKPOINT_TTL: '2h', KMS_AUDIT_EXTERNAL_ID: 'a1', KMS_AUDIT_ORG_ROLE: 'A' }, ''],
    [{ KMS_AUDIT_OUTPUT: 'json', KMS_AUDIT_STRICT: '1' }, '--estimate'],
  ])('no effect: a variable is ignored, %j with %s', (env, line) => expect(complaint(line, env)).toBe('no complaint'))

  test('no effect: options about messages are accepted by every command', () => {
    for (const line of ['', 'checks', '--from a.json', '--estimate', 'publish security-hub'])
      expect(complaint(`${line} -q --no-color --no-progress --debug`.trim())).toBe('no complaint')
  })
})
