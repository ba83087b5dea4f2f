/** The reference of the systems benchmark: Fastify with one insert a POST and nothing else. Prints its URL. */
import { DatabaseSync } from 'node:sqlite'
import Fastify from 'fastify'

const database = new DatabaseSync(process.argv[2] ?? '')
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
database.exec('CREATE TABLE dossier (id INTEGER PRIMARY KEY, uid TEXT NOT NULL, body TEXT NOT NULL)')
const insert = database.prepare('INSERT INTO dossier (uid, body) VALUES (?, ?)')
const app = Fastify({ logger: false })
app.post<{ Body: { referenceUid: string } }>('/o/rest/v2/dossiers', (request, reply) => {
  insert.run(request.body.referenceUid, JSON.stringify(request.body))
  return reply.code(201).send({ referenceUid: request.body.referenceUid, state: 1 })
})
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
process.stdin.resume().on('end', () => process.exit(0))
