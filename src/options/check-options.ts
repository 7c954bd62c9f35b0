import { checks } from '../checks/index.ts'
import { SEVERITIES } from '../model/finding.ts'
import { option, type OptionEntry } from './entry.ts'
import { choice, flag, list, listLike, listOf, path } from './kinds.ts'
import { rulePath, serverUrl } from './opa-kinds.ts'

const checkIds = Object.keys(checks)
const CHECKS = { expected: 'ids of checks', noun: 'check', seeAlso: 'kms-audit checks lists them.' }

/** Options about what may be wrong with a key. */
export const checkOptions = {
  checks: option({
    flags: '--checks',
    group: 'Checks',
    help: 'what is wrong with each key: every check (kms-audit checks lists them)',
    kind: flag,
    fallback: false,
  }),
  check: option({
    flags: '--check <list>',
    group: 'Checks',
    help: 'only these checks',
    kind: listOf(checkIds, CHECKS),
    fallback: [],
    excludes: ['checks'],
  }),
  excludeCheck: option({
    flags: '--exclude-check <list>',
    group: 'Checks',
    help: 'every check but these',
    kind: listOf(checkIds, CHECKS),
    fallback: [],
    excludes: ['check'],
    alsoCalled: ['excluded-check', 'excluded-checks', 'skip-check', 'exclude-checks'],
  }),
  trustedAccount: option({
    flags: '--trusted-account <list>',
    group: 'Checks',
    help: 'accounts that may use keys',
    kind: listLike('account ids of twelve digits', /^\d{12}$/),
    fallback: [],
    alsoCalled: ['trusted-accounts'],
  }),
  trustOrg: option({
    flags: '--trust-org',
    group: 'Checks',
    help: "the organization's accounts may use keys",
    kind: flag,
    fallback: false,
  }),
  requireTag: option({
    flags: '--require-tag <list>',
    group: 'Checks',
    help: 'tags that every key must carry (default: any one)',
    kind: list('tag keys'),
    fallback: [],
    alsoCalled: ['require-tags', 'required-tags'],
  }),
  mutelist: option({
    flags: '--mutelist <file>',
    group: 'Checks',
    help: "accepted findings, in Prowler's YAML, each with a reason",
    kind: path,
    fallback: null,
    alsoCalled: ['mutelist-file', 'suppress', 'ignorefile', 'exceptions'],
  }),
  baseline: option({
    flags: '--baseline <report.json>',
    group: 'Checks',
    help: 'mark what an earlier report did not find',
    kind: path,
    fallback: null,
  }),
  opaUrl: option({
    flags: '--opa-url <url>',
    group: 'Checks',
    help: 'also ask the policies of this OPA server about each key; token: KMS_AUDIT_OPA_TOKEN',
    kind: serverUrl,
    fallback: null,
    alsoCalled: ['opa', 'opa-server', 'opa-endpoint'],
  }),
  opaPath: option({
    flags: '--opa-path <path>',
    group: 'Checks',
    help: 'path of the rule (default: v1/data/aws/kms_key/deny)',
    kind: rulePath,
    fallback: { below: '', rule: 'aws/kms_key/deny' },
    alsoCalled: ['opa-rule', 'opa-policy', 'opa-package'],
  }),
  severity: option({
    flags: '--severity <level>',
    group: 'Checks',
    help: `findings of this severity and worse: ${SEVERITIES.join(', ')}`,
    kind: choice(SEVERITIES),
    fallback: null,
    alsoCalled: ['min-severity'],
  }),
} satisfies Record<string, OptionEntry>
