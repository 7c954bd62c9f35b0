/** Whether something holds. `maybe`: it depends on what is not known. */
export type Truth = 'yes' | 'no' | 'maybe'

/** Whether all of them hold. `yes` for an empty list. */
export const allOf = (truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('maybe') ? 'maybe' : 'yes'

/** Whether at least one of them holds. `no` for an empty list. */
export const anyOf = (truths: readonly Truth[]): Truth =>
  truths.includes('yes') ? 'yes' : truths.includes('maybe') ? 'maybe' : 'no'

export const not = (truth: Truth): Truth => (truth === 'maybe' ? 'maybe' : truth === 'yes' ? 'no' : 'yes')

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no')
