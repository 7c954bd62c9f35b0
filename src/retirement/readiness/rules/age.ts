import { dayText } from '../../../model/time.ts'
import { daysSince } from '../context.ts'
import type { ReasonRule } from '../reason.ts'

const createdLately: ReasonRule = {
  id: 'created-lately',
  level: 'review',
  title: 'The key is younger than `--unused-days`, or its age is not known',
  find({ created_at, disposition }, context) {
    const { unused_days: limit } = context.report
    if (created_at !== null && daysSince(created_at, context) >= limit && disposition !== 'new') return null
    return {
      text:
        created_at === null
          ? 'When the key was created is not known.'
          : `The key was created on ${dayText(Date.parse(created_at))}, less than ${limit} days before the audit.`,
      source: 'description',
      clears: `Wait until it is ${limit} days old.`,
    }
  },
}

const enabledLately: ReasonRule = {
  id: 'enabled-lately',
  level: 'review',
  title: 'The key was disabled and enabled again within `--unused-days`',
  find({ key_state, usage }, context) {
    const disabled = (usage?.evidence ?? []).flatMap(({ disabled_at: at }) => at ?? []).toSorted()
    const last = disabled.at(-1)
    if (key_state !== 'Enabled' || last === undefined || daysSince(last, context) >= context.report.unused_days)
      return null
    return {
      text: `The key was disabled on ${dayText(Date.parse(last))} and has been enabled again since, so it may have been missed.`,
      source: 'cloudtrail',
      clears: 'Ask who enabled it again, and why.',
    }
  },
}

export const ofAge: readonly ReasonRule[] = [createdLately, enabledLately]
