/** What one Region of a simulated account was sent. It grows with each call that writes. */
export interface SimReceived {
  /** Topics of SNS by name. */
  topics: Map<string, SimTopic>
  /** Buckets of S3 by name. */
  buckets: Map<string, SimBucket>
  /** Metrics of CloudWatch that are not those of AWS services. */
  datapoints: SimDatapoint[]
  /** Bodies of dashboards by name. CloudWatch has them once for the account. */
  dashboards: Map<string, string>
  /** Whether a topic or bucket that is named comes into being, as the sample account needs it. */
  isOpen: boolean
}

export interface SimTopic {
  /** The key that encrypts the messages. Left out: none. */
  key?: string
  /** The parameters of each call. */
  messages: Readonly<Record<string, unknown>>[]
}

export interface SimBucket {
  /** Objects by key. */
  objects: Map<string, SimObject>
  /** Objects that are written in parts and are not complete, by the ID of the upload. */
  uploads: Map<string, SimUpload>
}

export interface SimUpload {
  contentType: string
  /** Bodies by number. */
  parts: Map<number, string>
}

export interface SimObject {
  contentType: string
  body: string
}

export interface SimDatapoint {
  namespace: string
  name: string
  dimensions: Readonly<Record<string, string>>
  value: number
  unit: string
  /** Seconds since 1970. */
  at: number
}

/** @param names of topics and buckets that exist. Left out: every name that is used */
export const simReceived = (names?: { topics?: readonly string[]; buckets?: readonly string[] }): SimReceived => ({
  topics: new Map((names?.topics ?? []).map(name => [name, { messages: [] }])),
  buckets: new Map((names?.buckets ?? []).map(name => [name, { objects: new Map(), uploads: new Map() }])),
  datapoints: [],
  dashboards: new Map(),
  isOpen: names === undefined,
})
