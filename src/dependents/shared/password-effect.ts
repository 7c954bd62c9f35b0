import type { ResourceEffect } from '../dependent.ts'

/** On the secret in which a service keeps the password of a main user. It is a secret of Secrets Manager. */
export const PASSWORD_EFFECT: ResourceEffect = {
  when: 'at-once',
  consequence: 'the password of the main user can no longer be read or rotated',
}
