import { resolveSettings, usageError } from '../../../cli/settings.ts'
import type { AdviceReport } from '../../../model/advice.ts'
import { argumentsOf } from '../arguments/audit-arguments.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { documentOf } from '../document-of.ts'
import { PAGE, pageOf } from '../page.ts'
import type { Tool } from '../tool.ts'

const { adviceId, limit, cursor } = ownOptions

export const advise: Tool = {
  title: 'Say what to change to pay less',
  description:
    'What to change so that KMS costs less, and what each change saves: computed from the requests, callers, resources ' +
    'and policies of the account. Audits, so a whole account takes minutes. Unused keys are a separate number: keys ' +
    'lists them. Pass next_cursor as cursor until an answer has none.',
  readsAws: true,
  output: PAGE,
  takes: session => ({ adviceId, ...argumentsOf(session, 'advise'), limit, cursor }),
  async run(call) {
    const { settings } = resolveSettings({ adviceId, limit }, { typed: call.typed, env: {}, config: null })
    const { advice: kept } = call.session
    const others = [...call.typed.keys()].filter(option => option !== 'adviceId' && option !== 'limit')
    if (settings.adviceId !== null && others.length > 0)
      throw usageError('advice_id cannot be used with other arguments than limit.', 'Leave it out to advise again.')
    const id = settings.adviceId ?? kept.keep(await documentOf<AdviceReport>('advise', call))
    const { advice, unused_keys: unused, gaps, ...rest } = await kept.get(id)
    const head = { advice_id: id, ...rest, unused_key_count: unused.length, gap_count: gaps.length }
    // The next page is one of this result, not of another run.
    const cursorAt = (row: number): string => call.cursorAt(row, new Map([['adviceId', [id]], ...limitOf(call.typed)]))
    return pageOf(head, advice, settings.limit, { offset: call.offset, cursorAt })
  },
}

const limitOf = (typed: ReadonlyMap<string, readonly string[]>) => [...typed].filter(([option]) => option === 'limit')
