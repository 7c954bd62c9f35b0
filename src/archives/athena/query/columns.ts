/** The columns that the query cannot do without. `acct`, `region` and `day` are partitions, `day` as `2026/01/31`. */
export const REQUIRED_COLUMNS = [
  'eventtime',
  'eventsource',
  'eventname',
  'errorcode',
  'eventid',
  'useridentity',
  'resources',
  'requestparameters',
] as const

/** The optional columns without which a query does not see that a trail recorded writes, such as its own changes. */
export const PROOF_COLUMNS = ['readonly', 'eventcategory'] as const

/** The columns that the query uses if the table has them. */
export const OPTIONAL_COLUMNS = ['sharedeventid', 'addendum', 'responseelements', ...PROOF_COLUMNS] as const

/** The partition columns, which decide how much a query reads. */
export const PARTITIONS = ['acct', 'region', 'day'] as const
