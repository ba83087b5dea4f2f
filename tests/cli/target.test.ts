import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { minimal } from '../scenario/minimal.ts'
import { withServer } from '../target/server.ts'
import { dientap, type Ended, eventsIn, resultIn, runFolder, temporary } from './command.ts'

const secret = 'mật-khẩu/+7 "thử"'
const token = 'a-token-that-nobody-may-read'

const target = (url: string): string => `version: 2
name: test-environment
systems:
  portal: &system
    url: ${url}
    login: [{ kind: bearer, user: '{place.code}.{by}', secretFrom: DIENTAP_TEST_SECRET }]
    answer: { fields: { dossierNo: no, ticket: ticket }, error: [error] }
  one-stop: *system
operations:
  portal.submit: { method: POST, path: '/d/{dossier.id}/submit' }
  one-stop.receive: { method: POST, path: '/d/{dossier.id}/receive' }
  one-stop.refuse: { method: POST, path: '/d/{dossier.id}/refuse' }
`

/** Runs a rehearsal against a system of a target file, as a user does. */
async function rehearsed(
  file: string,
  env: Record<string, string | undefined>,
  ...more: string[]
): Promise<{ ended: Ended; out: string }> {
  const [cwd, out] = [temporary(), temporary()]
  writeFileSync(join(cwd, 'minimal.yaml'), minimal)
  writeFileSync(join(cwd, 'test-environment.yaml'), file)
  const args = ['rehearse', 'minimal.yaml', '--target', 'test-environment.yaml', '--replications', '0', '--out', out]
  return { ended: await dientap([...args, ...more], { cwd, env }), out }
}

/** Everything that a run has written and said. */
function everything({ ended, out }: { ended: Ended; out: string }): string {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return [
    ended.stdout,
    ended.stderr,
    ...files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')),
  ].join('\n')
}

describe('a rehearsal of the systems of a target file', () => {
  it('starts no stand-ins, needs no code, and gives a verdict', async () => {
    const asked = new Set<string>()
    await withServer(
      (app) => {
        app.post('/oauth2/token', () => ({ access_token: token }))
        app.post<{ Params: { action: string } }>('/d/:id/:action', ({ params }) => {
          asked.add(params.action)
          return {}
        })
      },
      async (url) => {
        const { ended, out } = await rehearsed(target(url), { DIENTAP_TEST_SECRET: secret }, '--json')
        const result = resultIn(runFolder(out))
        expect([ended.status, ended.stderr.match(/process \d+/)]).toEqual([0, null])
        expect(result.conservation).toMatchObject({ holds: true, systems: [] })
        expect(result.operations.map(({ errors }) => errors)).toEqual(result.operations.map(() => 0))
        expect(readdirSync(runFolder(out)).some((name) => name.endsWith('.sqlite'))).toBe(false)
        expect(asked).toContain('receive')
      },
    )
  })

  it('writes no secret anywhere, though the systems give back what they were given', async () => {
    const seen = { secrets: 0, tokens: 0 }
    await withServer(
      (app) => {
        app.post('/oauth2/token', (request) => {
          const given = new URLSearchParams(String(request.body)).get('client_secret')
          if (given === secret) seen.secrets++
          return { access_token: token, echo: given }
        })
        let turn = 0
        app.post('/d/:id/:action', (request, reply) => {
          const { authorization = '' } = request.headers
          if (authorization === `Bearer ${token}`) seen.tokens++
          turn++
          if (turn % 7 === 1) return reply.code(400).send({ error: authorization })
          if (turn % 7 === 2) return reply.code(500).send(authorization)
          if (turn % 7 === 3) return reply.redirect(`/elsewhere?token=${token}`, 302)
          if (turn % 7 === 4) return reply.code(409).send({ error: `denied ${secret}` })
          if (turn % 7 === 5) return { no: authorization, ticket: authorization }
          return { no: token }
        })
      },
      async (url) => {
        const run = await rehearsed(target(url), { DIENTAP_TEST_SECRET: secret }, '--debug')
        expect(seen.secrets).toBeGreaterThan(0)
        expect(seen.tokens).toBeGreaterThan(20)
        const reasons = new Set(eventsIn(runFolder(run.out)).map(({ reason }) => reason))
        expect(reasons).toContain('Bearer •••')
        const all = everything(run)
        for (const form of [
          secret,
          token,
          encodeURIComponent(secret),
          Buffer.from(secret).toString('base64'),
          Buffer.from(secret).toString('latin1'),
        ]) {
          expect(all.includes(form)).toBe(false)
        }
      },
    )
  })

  it.each([
    [
      'a host that nobody authorised',
      (text: string) => text.replace(/url: .*/, 'url: https://test.invalid'),
      4,
      'the file has no authorisation',
    ],
    [
      'a secret in the file',
      (text: string) => text.replace('DIENTAP_TEST_SECRET', 'hunter2x'),
      4,
      'test-environment.yaml:6:',
    ],
    [
      'an operation that it lacks',
      (text: string) => text.replaceAll('one-stop.receive', 'one-stop.take'),
      4,
      'which the target test-environment does not have',
    ],
  ])('is refused before anything is sent or written: %s', async (_, change, status, message) => {
    let arrived = 0
    await withServer(
      (app) => app.addHook('onRequest', async () => void arrived++),
      async (url) => {
        const { ended, out } = await rehearsed(change(target(url)), { DIENTAP_TEST_SECRET: secret })
        expect([ended.status, arrived]).toEqual([status, 0])
        expect(ended.stderr).toContain(message)
        expect(ended.stderr).not.toContain('hunter2x')
        expect(readdirSync(out)).toEqual([])
      },
    )
  })

  it('without its secret in the environment says which one to set', async () => {
    await withServer(
      () => {},
      async (url) => {
        const { ended, out } = await rehearsed(target(url), { DIENTAP_TEST_SECRET: undefined })
        expect(ended.status).toBe(6)
        expect(ended.stderr).toContain('DIENTAP_TEST_SECRET is not set')
        expect(readdirSync(out)).toEqual([])
      },
    )
  })
})
