import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Assessment, AssessmentKind } from '../../../src/model/assessments/assessment.ts'
import { ASSESSMENT_KINDS } from '../../../src/model/assessments/assessment.ts'
import { ASSESSMENT_OPERATIONS } from '../../../src/model/assessments/operations.ts'
import { iamActions, type Operation } from '../../../src/model/operations/operations.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { actionsIn, callsIn, policy } from '../../commands/printed-permissions.ts'
import { run, type Run } from '../../run.ts'
import { sampleWithFewGrants } from '../../sample-world.ts'
import { NOW } from '../../simulation/services/clients.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  return () => vi.useRealTimers()
})

/** What is asked of the sample account, besides the name of the command. */
const QUESTIONS: Readonly<Record<AssessmentKind, readonly string[]>> = {
  activity: [],
  compliance: [],
  secrets: [],
  access: ['--principal', 'checkout', '--secret', 'shop/payment-provider'],
  quotas: ['--errors', '--max-pages', '3'],
}

const kinds = ASSESSMENT_KINDS.filter(kind => ASSESSMENT_OPERATIONS[kind].length > 0)
const ask = (kind: AssessmentKind, refused?: string): Promise<Run> => {
  const faults = [deniedByIdentityPolicy({ when: ({ service, operation }) => `${service}:${operation}` === refused })]
  return run([kind, ...QUESTIONS[kind], '-o', 'json'], sampleWithFewGrants(NOW), { faults })
}
const free = new Map<AssessmentKind, Promise<Run>>()
/** What the command finds if nothing is refused: the same for every test. */
const askFreely = (kind: AssessmentKind): Promise<Run> => {
  const known = free.get(kind) ?? ask(kind)
  free.set(kind, known)
  return known
}
const documentOf = ({ out }: Run): Assessment => JSON.parse(out) as Assessment
const subjectsOf = ({ findings }: Assessment, status: string): string[] =>
  findings
    .filter(finding => finding.status === status)
    .map(({ check, account_id, region, key_id, resource }) =>
      [check, account_id, region, key_id, resource?.id ?? resource?.arn].join(' '),
    )

describe.each(kinds)('refused calls: kms-audit %s', kind => {
  test('printed policy: the command calls nothing else', async () => {
    const allowed = actionsIn(await policy([kind]))
    const called = callsIn(await askFreely(kind), () => true)
    expect(iamActions(called as Operation[]).filter(action => !allowed.includes(action))).toEqual([])
  })

  test.each(ASSESSMENT_OPERATIONS[kind])('refused call: %s is a gap, and no new finding fails', async refused => {
    const whole = await askFreely(kind)
    expect([0, 1, 4]).toContain(whole.exit)
    if (!callsIn(whole, () => true).includes(refused)) return
    const limited = await ask(kind, refused)
    expect(limited.err).not.toContain('This is a bug')
    // Without any answer there is no document: one line says why.
    if (limited.exit === 3) {
      expect(limited.err).toContain(refused)
      return
    }
    const part = documentOf(limited)
    expect(part.gaps.map(({ operation }) => operation)).toContain(refused)
    const failing = subjectsOf(documentOf(whole), 'fail')
    expect(subjectsOf(part, 'fail').filter(subject => !failing.includes(subject))).toEqual([])
    // What failed is still there, is not known, or belongs to a resource that could not be listed.
    if (part.findings.length === 0) expect(part.gaps).not.toEqual([])
  })
})
