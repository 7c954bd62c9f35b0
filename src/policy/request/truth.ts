/** Whether something holds. `maybe`: it depends on what is not known. */
export type Truth = 'yes' | 'no' | 'maybe'

/** All of them hold. Of none, `yes`. */
export const allOf = (truths: readonly Truth[]): Truth =>
  truths.includes('no') ? 'no' : truths.includes('maybe') ? 'maybe' : 'yes'

/** At least one holds. Of none, `no`. */
export const anyOf = (truths: readonly Truth[]): Truth =>
  truths.includes('yes') ? 'yes' : truths.includes('maybe') ? 'maybe' : 'no'

export const not = (truth: Truth): Truth => (truth === 'maybe' ? 'maybe' : truth === 'yes' ? 'no' : 'yes')

export const truthOf = (holds: boolean): Truth => (holds ? 'yes' : 'no')
