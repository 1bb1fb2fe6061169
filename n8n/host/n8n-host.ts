/** One n8n: its program, its Postgres database and its folder (which holds the key that its credentials are encrypted with). */
export interface N8nHost {
  /** Of `findN8n`. */
  program: string;
  /** Of a database of its own; n8n makes and migrates its tables. */
  databaseUrl: string;
  folder: string;
  port: number;
  /** Where n8n's task runner, which runs the Code nodes, meets it. */
  brokerPort: number;
}

/** Nothing is sent to n8n.io, and pages that only the editor's onboarding needs stay closed. */
export function environmentOf(host: N8nHost): NodeJS.ProcessEnv {
  const database = new URL(host.databaseUrl);
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DB_TYPE: 'postgresdb',
    DB_POSTGRESDB_HOST: database.hostname,
    DB_POSTGRESDB_PORT: database.port || '5432',
    DB_POSTGRESDB_DATABASE: decodeURIComponent(database.pathname.slice(1)),
    DB_POSTGRESDB_USER: decodeURIComponent(database.username),
    DB_POSTGRESDB_PASSWORD: decodeURIComponent(database.password),
    N8N_USER_FOLDER: host.folder,
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_PORT: String(host.port),
    N8N_RUNNERS_BROKER_PORT: String(host.brokerPort),
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
  };
}

/** What the cloud calls: the node "Job queued" of the workflow "Showrunner: generation". */
export function webhookOf({ port }: Pick<N8nHost, 'port'>): string {
  return `http://127.0.0.1:${port}/webhook/showrunner-generation`;
}
