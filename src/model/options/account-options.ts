/** Accounts other than that of the credentials. */
export interface AccountOptions {
  /** ARNs of roles to assume, one per account. Empty: none. */
  roleArns: readonly string[]
  externalId: string | null
  sessionName: string
  /** Null: no accounts of an organization. */
  organization: Organization | null
}

export interface Organization {
  /** Name, with its path, of the role in every account. */
  role: string
  /** Account ids. Empty: all active ones. */
  only: readonly string[]
  except: readonly string[]
  /** Organizational units or roots. Empty: the whole organization. */
  units: readonly string[]
}
