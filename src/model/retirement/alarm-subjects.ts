/** What `guard alarm` can watch besides calls that change keys. */
export const ALARM_SUBJECTS = ['metrics', 'quota', 'spikes', 'errors', 'secrets'] as const
export type AlarmSubject = (typeof ALARM_SUBJECTS)[number]
