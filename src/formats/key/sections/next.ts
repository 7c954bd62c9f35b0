import { shellWord } from '../../../lib/text/shell-word.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { isUnused } from '../../../model/report/unused.ts'
import { isPartial } from '../missing.ts'
import type { Block, Section, SheetInput } from '../sheet.ts'
import { text } from '../sheet.ts'
import { isStillCalled, wasCalled } from './next/living-callers.ts'
import { retirementSteps, templateStep } from './next/retirement.ts'
import type { Aws, Step } from './next/step.ts'

/** What to do next: commands to paste. */
export function nextSection(input: SheetInput): Section {
  return {
    title: 'Next',
    blocks: [...completeStep(input), ...stepsFor(input)].flatMap(([why, ...lines]): Block[] => [
      text(why),
      ...(lines.length === 0 ? [] : [{ kind: 'commands', lines } as const]),
    ]),
  }
}

const completeStep = ({ key, report, command }: SheetInput): Step[] =>
  isPartial(key, report) ? [['Read what this report does not contain:', command('key', key.key_arn)]] : []

function stepsFor(input: SheetInput): Step[] {
  const { key, command } = input
  const aws: Aws = (operation, ...more) =>
    ['aws', 'kms', operation, '--region', shellWord(key.region), '--key-id', shellWord(key.key_id), ...more].join(' ')
  if (key.error !== null)
    return [
      [
        'Allow kms:DescribeKey and the other read permissions in the key policy, then read it again:',
        command('key', key.key_arn),
      ],
    ]
  if (key.key_manager === 'AWS') return [['Look at other keys of the account:', command('-r', key.region)]]
  if (key.deletion_date !== null) return pendingSteps(input, aws)
  if (isStillCalled(input)) return calledSteps(input, aws)
  if (isUnused(key)) return retirementSteps(input, aws)
  if (key.disposition === 'unknown' && key.multi_region === true) return familySteps(key, command)
  return [
    ['Keep this as evidence, or quote it in a ticket:', command('key', key.key_arn, '-o', 'markdown', '-f', 'key.md')],
  ]
}

/** The key is disabled, and calls fail because of that. */
const calledSteps = (input: SheetInput, aws: Aws): Step[] => [
  ...templateStep(input),
  [
    'The key is disabled, but it is still called, and the calls fail. Enable it, or find what calls it (see Callers) and end these calls. Do not delete the key before:',
    aws('enable-key'),
  ],
]

function pendingSteps(input: SheetInput, aws: Aws): Step[] {
  const isNeeded = input.key.disposition === 'in_use' || isStillCalled(input) || wasCalled(input)
  return [
    isNeeded
      ? [
          'The key is still used or called. Cancel the deletion until its callers have another key:',
          `${aws('cancel-key-deletion')} &&`,
          aws('enable-key'),
        ]
      : [
          'If anyone still needs data that is encrypted under the key, cancel the deletion:',
          aws('cancel-key-deletion'),
        ],
  ]
}

/** Each member of a family is read by itself. */
function familySteps(
  { primary_key_arn: primary, replica_keys: replicas, key_arn: own }: KeyRecord,
  command: SheetInput['command'],
): Step[] {
  const others = [...(primary === null ? [] : [primary]), ...replicas].filter(arn => arn !== own)
  return [['Look at the related keys, which have uses of their own:', ...others.map(arn => command('key', arn))]]
}
