/** The field of a row for a column: `key_id` for `KeyId`. `--columns` and `--sort` accept it too. */
export const fieldName = (column: string): string => column.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
