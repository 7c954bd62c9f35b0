import type { CallerRecord } from '../../model/report/activity.ts'

/** Sessions of one role are one principal. A principal of another account has only its unique ID. Null: a service. */
export const principalOf = ({ issuer, principal, principal_id: id, service }: CallerRecord): string | null =>
  issuer ?? principal ?? (service === null ? (id?.split(':')[0] ?? null) : null)
