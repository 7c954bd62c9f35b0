import { capitalized } from '../../lib/text/capitalized.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { ComparedActivity, NewCaller } from '../../model/assessments/activity-comparison.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { AssessmentCheck, SubjectResult } from '../assessment-check.ts'
import { fail, notApplicable, unknown } from '../check.ts'
import { lookUpEvents } from './shared/look-up-events.ts'
import { withPlaces } from './shared/sight.ts'
import { principalText } from './shared/who.ts'

const check: AssessmentCheck<Activity> = {
  id: 'activity-new-caller',
  title: 'KMS keys should have the callers that they had before',
  severity: 'medium',
  why: 'A principal, a service or a source network that has not called a key before can be a new application, or stolen credentials.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html',
  *judge(whole, context) {
    const { compared_with: earlier, new_callers, scope } = whole
    if (earlier === null) {
      for (const { account_id, region } of scope.places)
        yield { account_id, region, result: notApplicable('No earlier result was named with --compare-with.') }
      return
    }
    const isSeen = ({ account_id, region }: { account_id: string; region: string }): boolean =>
      earlier.windows.some(each => each.account_id === account_id && each.region === region && each.since !== null)
    const unseen = scope.places.filter(place => !isSeen(place))
    for (const { account_id, region } of unseen)
      yield { account_id, region, result: unknown('The earlier result has no events of this account and Region.') }
    const seen = { ...whole, scope: { ...scope, places: scope.places.filter(isSeen) } }
    const found = new_callers.filter(isSeen).map(caller => resultFor(caller, earlier))
    yield* withPlaces(seen, context, found)
  },
}
export default check

function resultFor(caller: NewCaller, earlier: ComparedActivity): SubjectResult {
  const { account_id, region, key_arn, kind, name, calls, first_at } = caller
  const window = earlier.windows.find(each => each.account_id === account_id && each.region === region)
  const from = window?.since ?? earlier.since
  const part = window?.is_complete === true ? '' : ', which has a part of the events'
  const times = `${countText(calls)} ${calls === 1 ? 'call' : 'calls'} since ${first_at}`
  const detail = `${capitalized(WORDS[kind](name))} is new for this key: ${times}, and none in the earlier result from ${from} to ${earlier.until}${part}.`
  const remedy = lookUpEvents('ResourceName', key_arn, region)
  return {
    account_id,
    region,
    key_id: keyIdOf(key_arn),
    rule: `${kind} ${name}`,
    result: fail(detail, {
      remedy,
      advice: 'Ask whether this caller is expected. If so, compare with a newer result from now on.',
    }),
  }
}

const WORDS: Readonly<Record<NewCaller['kind'], (name: string) => string>> = {
  principal: principalText,
  service: name => `service ${name}`,
  network: name => `network ${name}`,
}
