/**
 * The operations about secrets that no search for references calls: a part of the table in `operations.ts`.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export const SECRET_OPERATIONS = {
  'secretsmanager:ListSecretVersionIds': {
    perSecond: 25,
    access: 'read',
    giveUpWhen: 'denied-everywhere',
    without: 'how long a rotation of a secret has been pending',
  },
} as const
