import type { Instant } from '../../model/time.ts'

/** A stretch of time, without its end. */
export interface Span {
  since: Instant
  until: Instant
}

/** Sorts and joins what overlaps or touches; empty ones are left out. */
export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const { since, until } of spans.toSorted(byStart)) {
    if (until <= since) continue
    const last = all.at(-1)
    if (last === undefined || last.until < since) all.push({ since, until })
    else last.until = Math.max(last.until, until)
  }
  return all
}

/** Returns the time that is in one of `spans` and in none of `holes`. Spans that only touch stay apart. */
export function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  const cuts = joined(holes)
  let first = 0
  return spans.toSorted(byStart).flatMap(span => {
    while ((cuts[first]?.until ?? Infinity) <= span.since) first += 1
    return pieces(span, cuts, first)
  })
}

/** What is left of one span. The holes before `first` end before it begins. */
function pieces({ since, until }: Span, cuts: readonly Span[], first: number): Span[] {
  const left: Span[] = []
  let from = since
  for (let index = first; index < cuts.length; index++) {
    const cut = cuts[index]
    if (cut === undefined || cut.since >= until) break
    if (cut.since > from) left.push({ since: from, until: cut.since })
    from = Math.max(from, cut.until)
  }
  return from < until ? [...left, { since: from, until }] : left
}

/** Returns the time that is in both. */
export function common(some: readonly Span[], others: readonly Span[]): Span[] {
  return without(joined(some), without(joined(some), others))
}

/** The place of the first span that begins at this time or later, in spans that are sorted. */
export function firstFrom(spans: readonly Span[], at: Instant): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((spans[middle]?.since ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a span lies in one of the others, which are sorted and do not overlap. */
export function isWithin({ since, until }: Span, others: readonly Span[]): boolean {
  const next = firstFrom(others, since)
  return [others[next - 1], others[next]].some(
    other => other !== undefined && other.since <= since && until <= other.until,
  )
}

/** Sorts what begins earlier first. */
export const byStart = (a: Span, b: Span): number => a.since - b.since
