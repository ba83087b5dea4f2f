import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DAY_MS, parseInstant, startOfDay } from '../../src/calendar/index.ts'
import { timeForms } from '../../src/target/index.ts'

/** The other side of the three dialects, by docs/dialects.md: one list of dossiers behind three faces, and a portal. */
interface Dossier {
  readonly uid: string
  readonly id: number
  readonly face: string
  no: string | null
  state: number
  dueAtMs: number | null
}

type Said = { readonly word: string; readonly status: number } | Dossier

const ways: Readonly<Record<string, readonly [from: readonly number[], to: number]>> = {
  receive: [[1, 5], 2],
  'ask-supplement': [[1, 2, 4], 5],
  supply: [[5], 4],
  refuse: [[1, 2, 4, 5], 3],
  'hand-over': [[2], 4],
  process: [[4], 4],
  sign: [[4], 9],
  return: [[9], 10],
  withdraw: [[1, 2, 4, 5], 7],
  stop: [[5], 8],
  digitise: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0],
  apologise: [[2, 4], 0],
}

export class SmallCentre {
  readonly dossiers = new Map<string, Dossier>()
  readonly calls = new Map<string, number>()
  readonly users = new Set<string>()
  readonly refusals: string[] = []
  #tokens = new Map<string, string>()

  /** Opens all doors; what is not as docs/dialects.md has it is refused. */
  open(app: FastifyInstance): void {
    app.setNotFoundHandler((request, reply) => {
      this.refusals.push(`no door ${request.method} ${request.url}`)
      return reply.code(404).send({ error: 'no-such-door' })
    })
    this.#tokenDoor(app, '/oauth2/token')
    this.#tokenDoor(app, '/realms/one-stop/protocol/openid-connect/token')
    this.#portal(app)
    this.#opencps(app)
    this.#igate(app)
    this.#newPortal(app)
  }

  register(uid: string, face: string): Said {
    if (this.dossiers.has(uid)) return this.#refuse(409, 'already-registered')
    const dossier: Dossier = { uid, id: this.dossiers.size + 1, face, no: null, state: 1, dueAtMs: null }
    this.dossiers.set(uid, dossier)
    return dossier
  }

  act(dossier: Dossier | undefined, action: string, request: FastifyRequest): Said {
    if (!dossier) return this.#refuse(404, 'unknown-dossier')
    const [from, to] = ways[action] ?? [[], 0]
    if (!from.includes(dossier.state)) return this.#refuse(409, `action-not-allowed`)
    if (action === 'receive' && dossier.no === null) {
      dossier.no = `H01-${dossier.id}`
      dossier.dueAtMs =
        startOfDay(parseInstant(String(request.headers['x-dientap-at']))) + 3 * DAY_MS + 16.5 * 3_600_000
    }
    if (to !== 0 && !(action === 'supply' && dossier.no === null)) dossier.state = to
    return dossier
  }

  #refuse(status: number, word: string): Said {
    this.refusals.push(word)
    return { status, word }
  }

  #came(face: string, request: FastifyRequest): void {
    const { authorization = '' } = request.headers
    const user = authorization.startsWith('Basic ')
      ? Buffer.from(authorization.slice(6), 'base64').toString().split(':')[0]
      : this.#tokens.get(authorization.replace('Bearer ', ''))
    if (face !== 'portal') this.users.add(`${face} ${user ?? 'nobody'}`)
    this.calls.set(face, (this.calls.get(face) ?? 0) + 1)
  }

  #tokenDoor(app: FastifyInstance, path: string): void {
    app.post(path, (request, reply) => {
      const form = new URLSearchParams(String(request.body))
      const user = form.get('client_id')
      if (form.get('grant_type') !== 'client_credentials' || !user)
        return reply.code(400).send({ error: 'invalid_request' })
      const access_token = `t${this.#tokens.size}`
      this.#tokens.set(access_token, user)
      return { access_token, token_type: 'Bearer', expires_in: 3600 }
    })
  }

  #portal(app: FastifyInstance): void {
    const say = (said: Said, reply: FastifyReply) =>
      'word' in said
        ? reply.code(said.status).send({ error: said.word })
        : reply.code(201).send({
            MaHoSo: said.no ?? '',
            NgayHenTra: said.dueAtMs === null ? '' : timeForms.compact.write(said.dueAtMs),
          })
    app.post<{ Body: { MaThamChieu: string } }>('/api/dossiers', (request, reply) => {
      this.#came('portal', request)
      return say(this.register(request.body.MaThamChieu, 'portal'), reply)
    })
    for (const action of ['supply', 'withdraw']) {
      app.post<{ Params: { uid: string } }>(`/api/dossiers/:uid/${action}`, (request, reply) => {
        this.#came('portal', request)
        return say(this.act(this.dossiers.get(request.params.uid), action, request), reply)
      })
    }
  }

  #opencps(app: FastifyInstance): void {
    const words = [
      '',
      'new',
      'receiving',
      'denied',
      'processing',
      'waiting',
      'pausing',
      'cancelled',
      'unresolved',
      'releasing',
      'done',
    ]
    const say = (said: Said, reply: FastifyReply, status: number) =>
      'word' in said
        ? reply.code(said.status).send({ error: said.word })
        : reply.code(status).send({
            referenceUid: said.uid,
            dossierNo: said.no ?? '',
            dueDate: said.dueAtMs === null ? '' : timeForms.iso.write(said.dueAtMs),
            dossierStatus: words[said.state],
          })
    app.post<{ Body: { referenceUid: string } }>('/o/rest/v2/dossiers', (request, reply) => {
      this.#came('opencps', request)
      return say(this.register(request.body.referenceUid, 'opencps'), reply, 201)
    })
    app.post<{ Params: { id: string }; Body: { actionCode: string } }>(
      '/o/rest/v2/dossiers/:id/actions',
      (request, reply) => {
        this.#came('opencps', request)
        return say(this.act(this.dossiers.get(request.params.id), request.body.actionCode, request), reply, 200)
      },
    )
  }

  #igate(app: FastifyInstance): void {
    const ids = [-1, 0, 2, 6, 3, 1, 8, 7, 9, 4, 5]
    const hex = (id: number) => id.toString(16).padStart(24, '0')
    const view = (said: Dossier) => ({
      id: hex(said.id),
      nationCode: said.uid,
      code: said.no,
      dossierStatus: { id: ids[said.state] },
      appointmentDate: said.dueAtMs === null ? null : timeForms.spring.write(said.dueAtMs),
    })
    const say = (said: Said, reply: FastifyReply) =>
      'word' in said ? reply.code(said.status).send({ error: 'Conflict', message: said.word }) : reply.send(view(said))
    const verbs: Record<string, string> = {
      accept: 'receive',
      'request-supplement': 'ask-supplement',
      supplement: 'supply',
      reject: 'refuse',
      assign: 'hand-over',
    }
    app.post<{ Body: { nationCode: string } }>('/pa/dossier', (request, reply) => {
      this.#came('igate', request)
      return say(this.register(request.body.nationCode, 'igate'), reply)
    })
    app.put<{ Params: { id: string; verb: string } }>('/pa/dossier/:id/:verb', (request, reply) => {
      this.#came('igate', request)
      const verb = request.params.verb.replace(/^--/, '')
      const dossier = [...this.dossiers.values()].find(({ id }) => hex(id) === request.params.id)
      return say(this.act(dossier, verbs[verb] ?? verb, request), reply)
    })
    app.get<{ Querystring: { code: string } }>('/pa/dossier-search/dvc', (request) => {
      this.#came('igate', request)
      const found = this.dossiers.get(request.query.code)
      return { content: found ? [view(found)] : [] }
    })
  }

  #newPortal(app: FastifyInstance): void {
    const words = [
      '',
      'MOI_DANG_KY',
      'DA_TIEP_NHAN',
      'TU_CHOI',
      'DANG_XU_LY',
      'CHO_BO_SUNG',
      'CHO_NGHIA_VU_TAI_CHINH',
      'DA_RUT',
      'DUNG_XU_LY',
      'DA_XU_LY',
      'DA_TRA_KET_QUA',
    ]
    const say = (said: Said, reply: FastifyReply) =>
      'word' in said
        ? reply.code(said.status).send({ code: said.word.toUpperCase().replaceAll('-', '_'), data: null, message: '' })
        : reply.code(201).send({
            code: 'OK',
            data: {
              idHoSo: said.id,
              maThamChieu: said.uid,
              maHoSo: said.no,
              trangThai: words[said.state],
              ngayHenTra: said.dueAtMs === null ? null : timeForms.vietnamese.write(said.dueAtMs),
            },
            message: '',
          })
    const verbs: Record<string, string> = {
      'request-supplement': 'ask-supplement',
      assign: 'hand-over',
      'return-result': 'return',
    }
    app.post<{ Body: { maThamChieu: string } }>('/api/v1/submitting/dossier/create', (request, reply) => {
      this.#came('new-portal', request)
      return say(this.register(request.body.maThamChieu, 'new-portal'), reply)
    })
    app.post<{ Body: { maThamChieu: string } }>('/api/v1/submitting/dossier/get-by-reference', (request, reply) => {
      this.#came('new-portal', request)
      return say(this.dossiers.get(request.body.maThamChieu) ?? this.#refuse(404, 'unknown-dossier'), reply)
    })
    app.post<{ Params: { verb: string }; Body: { idHoSo: number } }>(
      '/api/v1/processing/dossier/:verb',
      (request, reply) => {
        this.#came('new-portal', request)
        const dossier = [...this.dossiers.values()].find(({ id }) => id === request.body.idHoSo)
        return say(this.act(dossier, verbs[request.params.verb] ?? request.params.verb, request), reply)
      },
    )
  }
}
