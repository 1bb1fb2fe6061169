/** Entry of the search index's thread: `workerData` is the index's file. */
import { parentPort, workerData } from 'node:worker_threads';
import type { IndexReply, IndexRequest } from './messages.ts';
import { SearchDatabase } from './search-database.ts';

const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread');
const database = SearchDatabase.open(String(workerData));

function answer(request: IndexRequest): IndexReply {
  const { number } = request;
  switch (request.kind) {
    case 'put':
      database.put(request.documents);
      return { number, kind: 'done' };
    case 'remove':
      database.remove(request.of, request.ids);
      return { number, kind: 'done' };
    case 'compare':
      return { number, kind: 'stale', ids: database.compare(request.of, request.after, request.until, request.rows) };
    case 'search':
      return { number, kind: 'answer', answer: database.search(request.search) };
    case 'close':
      database.close();
      port?.close();
      return { number, kind: 'done' };
  }
}

port.on('message', (request: IndexRequest) => {
  let reply: IndexReply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = { number: request.number, kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply);
});
