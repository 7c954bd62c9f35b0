/** What a row about an operation of the sweep says; `operations.ts` explains the fields. */
export interface SweepRow {
  perSecond: number
  access: 'read'
  without: string
  iamAction?: string
  giveUpWhen: 'denied' | 'denied-everywhere'
}

/** A call that lists resources: one refusal decides the Region. */
export const list = (perSecond: number, iamAction?: string): SweepRow => row(perSecond, 'denied', iamAction)

/** A call about one resource, which a policy of that resource alone can refuse. */
export const each = (perSecond: number, iamAction?: string): SweepRow => row(perSecond, 'denied-everywhere', iamAction)

const row = (perSecond: number, giveUpWhen: SweepRow['giveUpWhen'], iamAction?: string): SweepRow => ({
  perSecond,
  access: 'read',
  giveUpWhen,
  without: 'which resources of this type reference keys',
  ...(iamAction !== undefined && { iamAction }),
})
