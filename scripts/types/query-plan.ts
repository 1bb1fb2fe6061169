import type { PGlite } from '@electric-sql/pglite';

/** What the plan of a query says about it. */
export interface PlanFacts {
  /** Tables it reads, sorted. */
  tables: string[];
  /** Tables that stand at least once on the optional side of an outer join: their columns may be null. */
  optionalTables: Set<string>;
}

interface PlanNode {
  'Node Type': string;
  'Join Type'?: string;
  'Parent Relationship'?: string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** Plans the query without running it (generic plan, so parameters need no values). */
export async function readPlan(database: PGlite, sql: string): Promise<PlanFacts> {
  const result = await database.exec(`explain (generic_plan, format json) ${sql}`);
  const [row] = result[0]?.rows ?? [];
  const plans = row?.['QUERY PLAN'] as { Plan: PlanNode }[] | undefined;
  const root = plans?.[0]?.Plan;
  if (!root) throw new Error('EXPLAIN gave no plan');

  const tables = new Set<string>();
  const optionalTables = new Set<string>();
  const walk = (node: PlanNode, optional: boolean) => {
    const table = node['Relation Name'];
    if (table !== undefined) {
      tables.add(table);
      if (optional) optionalTables.add(table);
    }
    for (const child of node.Plans ?? []) {
      walk(child, optional || isOptionalSide(node['Join Type'], child['Parent Relationship']));
    }
  };
  walk(root, false);
  return { tables: [...tables].sort(), optionalTables };
}

// "Outer" and "Inner" name a plan node's two children here, not the kind of join.
function isOptionalSide(joinType: string | undefined, child: string | undefined): boolean {
  if (joinType === 'Full') return true;
  return (joinType === 'Left' && child === 'Inner') || (joinType === 'Right' && child === 'Outer');
}
