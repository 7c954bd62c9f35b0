import { AuditError } from '../../lib/process/exit.ts'
import type { Plan, Sink } from '../../sinks/sink.ts'
import { showProgress } from '../shared/show-progress.ts'
import { connected } from './connected.ts'
import { deliveryOf, type Sending } from './delivery.ts'

/** The plan of one sink. */
export interface SinkPlan {
  sink: Sink
  plan: Plan
}

/**
 * Calls `use` with the plans of all sinks. Sessions and connections stay open until `use` is done. A sink that cannot
 * plan does not stop the others: its plan has the reason.
 */
export async function withPlans<T>(
  sending: Sending,
  use: (plans: readonly SinkPlan[]) => Promise<T>,
  plans: readonly SinkPlan[] = [],
): Promise<T> {
  const sink = sending.chosen[plans.length]
  if (sink === undefined) return use(plans)
  let isPlanned = false
  try {
    return await withPlan(sink, sending, plan => {
      isPlanned = true
      return withPlans(sending, use, [...plans, { sink, plan }])
    })
  } catch (error) {
    const isAlone = sending.chosen.length === 1
    if (isPlanned || isAlone || sending.task.interruption.exit !== null || !(error instanceof AuditError)) throw error
    return withPlans(sending, use, [...plans, { sink, plan: failedPlan(error) }])
  }
}

const failedPlan = ({ message, hint }: AuditError): Plan => ({
  summary: null,
  question: '',
  notes: [],
  errors: [hint === undefined ? message : `${message} ${hint}`],
  calls: () => [],
  send: () => Promise.resolve({ lines: [], accepted: 0, failed: 0 }),
})

async function withPlan<T>(sink: Sink, sending: Sending, use: (plan: Plan) => Promise<T>): Promise<T> {
  const { request, host } = sending
  const progress = { text: '' }
  const shown = <R>(work: Promise<R>): Promise<R> =>
    work.finally(showProgress(() => progress.text, request.show, host.io))
  const delivery = await deliveryOf(sink, sending, text => void (progress.text = text))
  return connected(sink, delivery, sending, async planned => {
    const plan = await shown(planned)
    return use({ ...plan, send: onError => shown(plan.send(onError)) })
  })
}
