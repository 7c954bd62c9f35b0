/** The systems that can keep tickets. */
export const TICKET_SYSTEMS = ['jira', 'servicenow', 'generic'] as const
export type TicketSystem = (typeof TICKET_SYSTEMS)[number]

/** What one ticket is about: a check of an account, or all of an account. */
export const TICKET_SCOPES = ['check', 'account'] as const
export type TicketScope = (typeof TICKET_SCOPES)[number]
