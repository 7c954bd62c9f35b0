/** Which keys are selected, as the options name them. */
export interface KeySelection {
  /** Ids or their first characters, ARNs, aliases and globs of aliases. Empty: every key. */
  keys: readonly string[]
  /** The same forms. Empty: no key is left out. */
  exceptKeys: readonly string[]
  /** `k` or `k=v`. Empty: tags do not matter. */
  tags: readonly string[]
}
