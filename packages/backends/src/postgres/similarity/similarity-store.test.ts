import { startTestPglite } from '../../testing/test-pglite.ts';
import { startTestPostgres } from '../../testing/test-postgres.ts';
import { migrate } from '../migrate.ts';
import { openPostgres } from '../postgres-client.ts';
import { describeSimilarityStore } from './similarity-store.conformance.ts';

describeSimilarityStore('the embedded Postgres', { engine: 'exact', start: startTestPostgres });
describeSimilarityStore('a Postgres with pgvector', { engine: 'pgvector', start: startTestPglite });

/** An empty database of a server with pgvector, for whoever has one. */
const url = process.env['BUGSAGE_TEST_PGVECTOR_URL'];
if (url !== undefined)
  describeSimilarityStore(url.replace(/\/\/.*@/, '//'), {
    engine: 'pgvector',
    start: async () => {
      const sql = openPostgres(url, { connectionsMax: 4 });
      await migrate(sql);
      return { sql, stop: () => sql.end() };
    },
  });
