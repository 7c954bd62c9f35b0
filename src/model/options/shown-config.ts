/** What `config print` shows: the value of each option, and where it comes from. */
export interface ShownConfig {
  /** The config file that was read. Null: none. */
  file: { path: string; named: boolean } | null
  /** Why no file was read, in words. Null: one was. */
  no_file: string | null
  options: ShownOption[]
}

export interface ShownOption {
  /** Long name: `unused-days`. */
  name: string
  /** As on the command line; a list for an option that takes several values. Null: it has no value. */
  value: string | boolean | number | string[] | null
  source: 'default' | 'file' | 'environment' | 'flag'
  /** `kms-audit.yaml:3:1`, `KMS_AUDIT_REGION` or `--region`. Null for a default. */
  at: string | null
  /** The variable and the place in the file whose values are not used, in this order. */
  overrides: string[]
}
