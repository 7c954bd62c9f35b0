import type { AwsClient, ServiceConfig } from '../aws/session/clients.ts'
import type { Item } from '../aws/answers/item.ts'
import type { Effect } from '../model/dependents.ts'
import type { EncryptionRule, WithoutKey } from '../model/encryption.ts'
import type { Operation } from '../model/operations/operations.ts'
import type { Place } from '../model/place.ts'
import type { TagRecord } from '../model/report/key-facts.ts'

/**
 * One type of resources that can reference a key. A new one is one file here and one line in `index.ts`, with rows in
 * `data-operations.ts` or `workload-operations.ts` in `model/operations/` for operations that no other type calls.
 */
export interface Dependent {
  /** One of them: `EBS volume`. */
  singular: string
  /** Many of them: `EBS volumes`. */
  plural: string
  /** The operations that it calls, in their order. The policies that the program prints are made of them. */
  operations: readonly Operation[]
  /**
   * `list`: the lists contain the keys. `each`: only `all` includes it, because it takes one more call for each resource,
   * its list is slow, or few Regions have the service, so that a sweep of the others would always be incomplete.
   */
  effort: 'list' | 'each'
  /** What happens when the key is unusable. `found` can name another effect for one resource. */
  effect: ResourceEffect
  /** How its resources are encrypted, for `kms-audit compliance`. */
  encryption: EncryptionRule
  /**
   * Why reading it may use a key, as the end of a sentence: `Lambda decrypts environment variables for the caller`. It
   * is then read after the last uses of the keys, and only if the session denies the use of keys, or if it was named.
   */
  mayDecrypt?: string
  /** The only Region in which the resources can be listed, by partition. Left out: every Region. */
  onlyIn?: Readonly<Record<string, string>>
  /** Such a resource can name a key of another Region, so that a list that fails is a gap of all Regions of the account. */
  namesOtherRegions?: true
  /** How grants and encryption contexts name such a resource. */
  namedBy?: ResourceNames
  /** Where AWS Config records the reference. Left out: AWS Config does not record it. */
  config?: readonly ConfigProperty[]
  /** The records of AWS Config hold all references of the type, as ARNs. Left out: only some, or in forms that no query finds. */
  configIsComplete?: true
  /** Lists the resources of the place. What fails is noted by the sweep; it never throws for what AWS may answer. */
  list(sweep: Sweep): Promise<void>
}

export interface ResourceEffect {
  when: Effect
  /** The end of a sentence: `the next attach or start fails`. */
  consequence: string
  /** A disabled key is enough for AWS to stop, archive or delete the resource. */
  actsOnDisabled?: true
  /** Days after which that cannot be undone. */
  irreversibleAfterDays?: number
  /** Whether no error is reported while the key is disabled. Left out: true for what fails on a start or a restore. */
  failsSilently?: boolean
}

/** How others name a resource of a type. */
export interface ResourceNames {
  /** Finds the id in an ARN: its first group. Without the partition: `^rds:[^:]*:[^:]*:db:(.+)$` on `rds:Region:…`. */
  arn?: RegExp
  /** The member of an encryption context whose value is the id or an ARN that `arn` matches: `aws:ebs:id`. */
  context?: string
  /** The form of the ids there, where types share the member: `^db-`. Left out: every text that is no ARN. */
  contextId?: RegExp
}

/** A property of AWS Config's records that names a key. */
export interface ConfigProperty {
  /** `AWS::EC2::Volume` */
  resourceType: string
  /** Below `configuration`, as AWS Config spells it: `kmsKeyId`. */
  property: string
  role?: string
}

/** What the sweep of one type in one place offers to the type's `list`. */
export interface Sweep {
  readonly place: Place
  /** Whether resources without a key are wanted too, so that a list must not leave them out. */
  readonly wantsAll: boolean
  /** A client of a service, made once: `sweep.client('EC2', config => new EC2Client(config))`. */
  client(serviceId: string, make: (config: ServiceConfig) => AwsClient): AwsClient
  /**
   * Reads all pages of a list, each item once and side by side. An item that cannot be understood, and a page that
   * fails, becomes a gap of the type and does not cost the others.
   */
  pages(operation: Operation, request: ListRequest, each: (item: Item) => void | Promise<void>): Promise<void>
  /**
   * Makes one call. Null: it failed, which is noted; or it answered with one of these errors, which says that the
   * resource has no such setting.
   */
  call(operation: Operation, id: string, send: () => Promise<unknown>, absent?: readonly string[]): Promise<Item | null>
  /**
   * Notes a resource that references a key. One without a key is noted only if all are wanted, and if its key is for all
   * of its data, or it says what the missing key means.
   */
  found(resource: FoundResource): void
}

export interface ListRequest {
  /** Sends the call for the page of this token; undefined: for the first page. */
  send(token: string | undefined): Promise<unknown>
  /** The member with the items: `Volumes`. Items that are texts are read with `item.value`. */
  items: string
  /** The member with the token of the next page, or a function that finds it. Left out: `NextToken`. */
  next?: string | ((answer: Item) => string | undefined)
  /** What the answer says that it leaves out, and why: `orders: the key is disabled`. Each is a gap of the type. */
  failed?: (answer: Item) => string[]
}

export interface FoundResource {
  /** As the service names it. */
  id: string
  arn?: string | undefined
  /** Other ids by which grants and encryption contexts name it, so that it is not counted twice. */
  otherIds?: readonly (string | undefined)[]
  /** As the resource names the key: id, ARN, alias or ARN of an alias. Undefined or empty: none. */
  key: string | undefined
  /** What the key is for, if not for all data of the resource: `performance insights`. */
  role?: string
  /** The effect on this resource, where it differs from that of the type. */
  effect?: ResourceEffect
  /** What it means that this resource names no key, where it differs from that of the type. */
  withoutKey?: WithoutKey | undefined
  /** Of a bucket with SSE-KMS: whether it has a bucket key. Undefined: it does not apply. */
  bucketKey?: boolean | undefined
  /** Of a queue with a key: for how many seconds SQS uses a data key. */
  dataKeyReuseSeconds?: number | undefined
  /** Undefined: the list does not contain tags. */
  tags?: TagRecord[] | undefined
}
