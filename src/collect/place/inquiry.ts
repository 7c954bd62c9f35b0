import type { Evidence } from '../../model/evidence.ts'
import type { Instant } from '../../model/time.ts'
import type { Room } from './audit-place.ts'
import type { Inquiry } from './gather-evidence.ts'

/** What the sources of evidence are asked about one key. */
export const inquiryOf = (
  { options, access, memory, opinions }: Room,
  key: { id: string; arn: string; manager: string | null; spec: string | null; usage: string | null },
  createdAt: Instant | null,
  counted: Promise<Evidence | null>,
  state: string | null,
): Inquiry => ({
  key,
  createdAt,
  counted,
  auto: options.sources === 'auto',
  doubleCheck: options.doubleCheck,
  refusalsMatter: state !== null && options.looks.states.includes(state),
  looks: options.looks,
  fast: options.fast && options.sources === 'auto',
  memory,
  opinions,
  place: access.place,
  unusedDays: options.unusedDays,
  now: access.now,
  latest: () => access.clock.latest,
})
