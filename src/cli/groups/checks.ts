import { ACCOUNT_ID } from '../../model/account-id.ts'
import { checks } from '../../checks/index.ts'
import { SEVERITIES } from '../../model/finding.ts'
import { option, type OptionEntry } from '../option.ts'
import { globsOf } from '../kinds/glob.ts'
import { frameworkList } from '../kinds/frameworks.ts'
import { inDirectory } from '../kinds/config-path.ts'
import { choice, flag, list, listLike, path } from '../kinds/kind.ts'
import { rulePath, serverUrl } from '../kinds/opa.ts'

export const checkIds = Object.keys(checks)
const CHECKS = { expected: 'check ids and globs of them', noun: 'check', seeAlso: 'Run kms-audit checks to list them.' }

/** Options about checks. */
export const checkOptions = {
  checks: option({
    flags: '--checks',
    group: 'Checks',
    help: 'Run all checks (kms-audit checks lists them)',
    kind: flag,
    fallback: false,
  }),
  check: option({
    flags: '--check <list>',
    group: 'Checks',
    help: "Run only these checks: ids or globs ('policy-*')",
    kind: globsOf(checkIds, CHECKS),
    fallback: [],
    excludes: ['checks'],
  }),
  excludeCheck: option({
    flags: '--exclude-check <list>',
    group: 'Checks',
    help: 'Run all checks except these: ids or globs',
    kind: globsOf(checkIds, CHECKS),
    fallback: [],
    excludes: ['check'],
    alsoCalled: ['excluded-check', 'excluded-checks', 'skip-check', 'exclude-checks'],
  }),
  compliance: option({
    flags: '--compliance <list>',
    group: 'Checks',
    help: "Assess the controls about KMS of these frameworks, such as cis-7.0 or 'pci-*', by the checks that they need; --compliance help lists them",
    kind: frameworkList,
    fallback: [],
    excludes: ['exclude-check'],
    alsoCalled: ['framework', 'frameworks', 'compliance-framework', 'standard', 'benchmark'],
  }),
  trustedAccount: option({
    flags: '--trusted-account <list>',
    group: 'Checks',
    help: 'Accounts that may have access to keys; checks do not report their access',
    kind: listLike('account ids of twelve digits', ACCOUNT_ID),
    fallback: [],
    alsoCalled: ['trusted-accounts'],
  }),
  trustOrg: option({
    flags: '--trust-org',
    group: 'Checks',
    help: 'Trust all accounts of the organization',
    kind: flag,
    fallback: false,
  }),
  requireTag: option({
    flags: '--require-tag <list>',
    group: 'Checks',
    help: 'Tag keys that every key must have (default: at least one tag)',
    kind: list('tag keys'),
    fallback: [],
    alsoCalled: ['require-tags', 'required-tags'],
  }),
  mutelist: option({
    flags: '--mutelist <file>',
    group: 'Checks',
    help: "YAML file of accepted findings and their reasons, in the format of Prowler's mutelist",
    kind: path,
    fallback: null,
    resolvePath: inDirectory,
    alsoCalled: ['mutelist-file', 'suppress', 'ignorefile', 'exceptions'],
  }),
  baseline: option({
    flags: '--baseline <report.json>',
    group: 'Checks',
    help: 'Earlier JSON report; findings that it contains are not new and do not match --fail-on',
    kind: path,
    fallback: null,
    resolvePath: inDirectory,
  }),
  opaUrl: option({
    flags: '--opa-url <url>',
    group: 'Checks',
    help: 'Also evaluate each key with the policies of this OPA server (token in KMS_AUDIT_OPA_TOKEN)',
    kind: serverUrl,
    fallback: null,
    inConfig: 'named',
    alsoCalled: ['opa', 'opa-server', 'opa-endpoint'],
  }),
  opaPath: option({
    flags: '--opa-path <path>',
    group: 'Checks',
    help: 'Path of the OPA rule (default: v1/data/aws/kms_key/deny)',
    kind: rulePath,
    // It is a part of the URL that gets the token.
    inConfig: 'named',
    fallback: { below: '', rule: 'aws/kms_key/deny' },
    alsoCalled: ['opa-rule', 'opa-policy', 'opa-package'],
  }),
  severity: option({
    flags: '--severity <level>',
    group: 'Checks',
    help: `Show only findings of this severity or higher: ${SEVERITIES.join(', ')}`,
    kind: choice(SEVERITIES),
    fallback: null,
    alsoCalled: ['min-severity'],
  }),
} satisfies Record<string, OptionEntry>
