import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** A statement as sqlglot understands it. */
export interface ReadSql {
  /** Why it is not understood, or which column does not exist. Null: it is right as far as sqlglot knows. */
  error: string | null
  /** `Create` or `Select` */
  kind: string | null
  /** The columns of the table to create, without those of its partitions, or of the answer. */
  columns: string[]
  partitions: string[]
}

/**
 * Reads SQL in the dialect of Athena with sqlglot, which was not written here. The columns of a query must be those of the
 * tables that these statements create, where they are given.
 *
 * @param validators a folder with a Python venv that has sqlglot
 */
export function readSql(
  validators: string,
  statements: readonly { sql: string; tables?: readonly string[] }[],
): Promise<ReadSql[]> {
  return new Promise((resolve, reject) => {
    const python = execFile(join(validators, 'bin/python'), ['-c', READ], { timeout: 60_000 }, (error, out, err) => {
      if (error === null) resolve(JSON.parse(out) as ReadSql[])
      else reject(new Error(`${error.message}${err}`))
    })
    python.stdin?.end(JSON.stringify(statements))
  })
}

/** What sqlglot does not understand, it reads as a `Command`, with a warning. */
const READ = `
import json, logging, sys
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
logging.disable(logging.WARNING)

def names(columns):
    return [column.name for column in columns]

def only(sql):
    trees = sqlglot.parse(sql, read="athena", error_level=sqlglot.ErrorLevel.RAISE)
    assert len(trees) == 1, f"{len(trees)} statements"
    assert not list(trees[0].find_all(exp.Command)), "not understood"
    return trees[0]

def columns_of(create):
    partitions = create.find(exp.PartitionedByProperty)
    return create.this.expressions, partitions.this.expressions if partitions else []

def read(statement):
    tree = only(statement["sql"])
    if isinstance(tree, exp.Create):
        columns, partitions = columns_of(tree)
        return {"kind": type(tree).__name__, "columns": names(columns), "partitions": names(partitions)}
    schema = {}
    for create in map(only, statement.get("tables", [])):
        table = create.find(exp.Table)
        types = {column.name: column.args["kind"].sql("athena") for part in columns_of(create) for column in part}
        # Every table has "$path".
        schema.setdefault(table.db, {})[table.name] = {"$path": "varchar", **types}
    if schema:
        qualify(tree.copy(), schema=schema, dialect="athena")
    return {"kind": type(tree).__name__, "columns": [each.alias_or_name for each in tree.selects], "partitions": []}

def answer(statement):
    try:
        return {"error": None, **read(statement)}
    except (sqlglot.errors.SqlglotError, AssertionError) as error:
        return {"error": str(error), "kind": None, "columns": [], "partitions": []}

print(json.dumps([answer(statement) for statement in json.load(sys.stdin)]))
`
