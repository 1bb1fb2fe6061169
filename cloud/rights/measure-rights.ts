import type { Sql } from 'postgres';
import { CALLERS, type MatrixColumn } from './callers.ts';
import { relations } from './catalogue.ts';
import type { Matrix } from './matrix.ts';
import { columnMatrix, definerMatrix, functionMatrix, functions, measurePolicies } from './measure-catalogue.ts';
import { measureCell, OPERATIONS, TABLES_LEGEND } from './measure-tables.ts';
import { rolledBack } from './probe.ts';

interface MeasureOptions {
  /** Made before measuring, and taken back with everything that was tried. */
  change?: string;
  /** Only these tables; all without it. */
  tables?: string[];
  callers?: MatrixColumn[];
}

/** All rights of a database that holds the sample rows. */
export function measureRights(sql: Sql, options: MeasureOptions = {}): Promise<Matrix[]> {
  const { change = 'select 1', tables: only, callers = CALLERS } = options;
  return rolledBack(sql, async (transaction) => {
    await transaction.unsafe(change);
    const all = (await relations(transaction)).filter(({ name }) => only === undefined || only.includes(name));
    const tables: Matrix[] = [];
    for (const operation of OPERATIONS) {
      const rows = new Map<string, string[]>();
      for (const relation of all) {
        const cells: string[] = [];
        for (const column of callers) cells.push(await measureCell(transaction, relation, operation, column));
        rows.set(relation.name, cells);
      }
      const title = `Tables: ${operation}`;
      tables.push({
        title,
        legend: operation === 'select' ? TABLES_LEGEND : 'As above.',
        columns: callers.map(({ name }) => name),
        rows,
      });
    }
    const called = await functions(transaction);
    return [
      ...tables,
      columnMatrix(all),
      functionMatrix(called),
      definerMatrix(called),
      await measurePolicies(transaction),
    ];
  });
}
