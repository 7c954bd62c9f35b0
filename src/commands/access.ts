import { assessmentChecks } from '../checks/assessments.ts'
import { choice, flag, list, textLike } from '../cli/kinds/kind.ts'
import { contextValues, kmsAction, viaService } from '../cli/kinds/access.ts'
import { option } from '../cli/option.ts'
import { accessFormats } from '../formats/access/index.ts'
import type { AccessAssessment } from '../model/assessments/access.ts'
import { conclusionOf } from './access/conclude.ts'
import { prepared } from './access/prepare.ts'
import { accessQuestion } from './access/question.ts'
import { assessmentCommand } from './shared/assess/assessment-command.ts'

const accessOptions = {
  principal: option({
    flags: '--principal <name>',
    group: 'What to audit',
    help: 'The user or role: its name, role/NAME, user/NAME or its ARN',
    kind: textLike('the name or ARN of a user or role', /^\S+$/),
    fallback: null,
    inEnvironment: false,
    excludes: ['all-roles'],
  }),
  allRoles: option({
    flags: '--all-roles <glob>',
    group: 'What to audit',
    help: "All roles whose names match, such as 'shop-*'",
    kind: textLike('a name of roles, with * and ?', /^[\w+=,.@*?-]+$/),
    fallback: null,
    inEnvironment: false,
  }),
  key: option({
    flags: '--key <list>',
    group: 'What to audit',
    help: 'The keys: IDs, ARNs, aliases or globs of aliases',
    kind: list('key IDs, ARNs, aliases or globs of aliases'),
    fallback: [],
    inEnvironment: false,
  }),
  secret: option({
    flags: '--secret <list>',
    group: 'What to audit',
    help: 'The secrets: names, ARNs or globs of names',
    kind: list('names of secrets, ARNs or globs of names'),
    fallback: [],
    inEnvironment: false,
  }),
  action: option({
    flags: '--action <action>',
    group: 'What to audit',
    help: 'What is done with the key (default: Decrypt)',
    kind: kmsAction,
    fallback: 'kms:Decrypt',
    inEnvironment: false,
  }),
  via: option({
    flags: '--via <service>',
    group: 'What to audit',
    help: 'The AWS service through which the key is used, such as s3 (default: none, the principal calls KMS)',
    kind: viaService,
    fallback: null,
    inEnvironment: false,
  }),
  context: option({
    flags: '--context <KEY=VALUE>',
    group: 'What to audit',
    help: 'A condition key of the request, such as aws:SourceVpce=vpce-1a2b3c4d (can be repeated)',
    kind: contextValues,
    fallback: {},
    inEnvironment: false,
  }),
  try: option({
    flags: '--try',
    group: 'What to audit',
    help: 'Assume each role, and ask KMS with a dry run; uses no key and reads no secret',
    kind: flag,
    fallback: false,
    inEnvironment: false,
  }),
  expect: option({
    flags: '--expect <answer>',
    group: 'Output',
    help: 'Exit with code 1 unless every answer is this: allowed or denied; with 4 if one is not known',
    kind: choice(['allowed', 'denied']),
    fallback: null,
    inEnvironment: false,
  }),
}

export const access = assessmentCommand<AccessAssessment, typeof accessOptions, ReturnType<typeof accessQuestion>>({
  kind: 'access',
  subject: 'keys and secrets',
  summary: 'Show if a role can use a key or read a secret',
  description:
    'Show whether a user or role can use a key, or read a secret with its key, and which link decides: identity ' +
    'policies, permissions boundary, service control policies, the policy of the secret, the key policy, grants, ' +
    'Region or state. What could not be read makes the answer unknown. Never reads the value of a secret, and changes ' +
    'nothing in AWS.',
  examples: [
    {
      what: 'Try it on a simulated account',
      command: "kms-audit access --demo --all-roles '*' --key orders",
    },
    {
      what: 'Ask about a key',
      command: 'kms-audit access --principal api --key alias/orders',
    },
    {
      what: 'Check before a deployment',
      command: "kms-audit access --all-roles 'app-*' --secret 'app/*'",
    },
  ],
  own: accessOptions,
  ownWithFrom: ['expect'],
  formats: accessFormats,
  checks: assessmentChecks.access,
  exitTexts: {
    findings: 'An answer is not what --expect says',
    incomplete:
      'Incomplete: an answer is not known (with --expect), something could not be read (with --strict), or credentials expired',
  },
  ask: accessQuestion,
  prepare: prepared,
  async collect(reading, question) {
    const { collectAccess } = await import('../collect/access/collect-access.ts')
    return collectAccess(reading, question)
  },
  adjust: (saved, { expected }) => (expected === null ? saved : { ...saved, expected }),
  conclude: whole => conclusionOf(whole),
})
