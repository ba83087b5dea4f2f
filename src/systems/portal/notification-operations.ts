import Type, { type Static } from 'typebox'
import { formatCompact } from '../../target/index.ts'
import { changing, type Operation, problem, reading, refused } from '../core/operation.ts'
import { CompactTime, closed, text, Uid } from '../core/shapes.ts'
import { type NotificationRow, notifications, textOf } from './notifications.ts'
import { IdentityNo } from './shapes.ts'
import { citizenOf, mayTouch } from './who.ts'

const PAGE = 50
const access = { kind: 'permission' } as const
const Digits = Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Number of the notification.' })

const Notification = closed(
  {
    MaThongBao: Type.Integer({ minimum: 1, description: 'Number of the notification.' }),
    MaThamChieu: Uid,
    TrangThaiHoSo: Type.Integer({ minimum: 1, maximum: 10, description: 'State of the dossier then.' }),
    NoiDung: text(1000, 1, 'What it says, in Vietnamese.'),
    ThoiDiem: CompactTime,
    DaDoc: Type.Boolean({ description: 'Whether it has been read.' }),
  },
  'Something that a citizen is told.',
)

/** Where citizens read what the portal tells them. */
export function notificationOperations(): Operation[] {
  return [
    reading({
      name: 'portal.notifications',
      method: 'GET',
      path: '/api/notifications',
      summary: 'Read notifications',
      description: `Oldest first, ${PAGE} at a time. Who is logged in as a citizen reads their own.`,
      access,
      query: closed(
        { SoDinhDanh: Type.Optional(IdentityNo), Sau: Type.Optional(Digits) },
        'Whose, where the account is not a citizen’s own; and after which.',
      ),
      answers: {
        200: {
          description: 'The notifications.',
          schema: closed(
            {
              TongSo: Type.Integer({ minimum: 0, description: 'How many there are.' }),
              ChuaDoc: Type.Integer({ minimum: 0, description: 'How many have not been read.' }),
              ThongBao: Type.Array(Notification, { description: 'Those of this page.' }),
            },
            'Notifications.',
          ),
        },
        422: problem('whose: say SoDinhDanh.'),
      },
      async handle(call, reader) {
        const citizen = citizenOf(call) ?? call.query.SoDinhDanh
        if (citizen === undefined) return refused(422, 'whose')
        const { all, read } = await notifications.counts(reader, citizen)
        const rows = await notifications.page(reader, citizen, Number(call.query.Sau ?? 0), PAGE)
        return { status: 200, body: { TongSo: all, ChuaDoc: all - read, ThongBao: rows.map(viewOf) } }
      },
    }),

    changing({
      name: 'portal.read-notification',
      method: 'POST',
      path: '/api/notifications/:id/read',
      summary: 'A notification has been read',
      access,
      params: closed({ id: Digits }, 'Which.'),
      answers: {
        201: { description: 'The notification.', schema: Notification },
        404: problem('unknown-notification'),
      },
      key: ({ params }) => `notification:${params.id}`,
      async handle(call, tx) {
        const row = await notifications.find(tx, Number(call.params.id))
        if (!row || !mayTouch(call, row.citizen)) return refused(404, 'unknown-notification')
        await notifications.read(tx, row.id, call.atMs)
        return { status: 201, body: viewOf({ ...row, read_at: call.atMs }) }
      },
    }),
  ]
}

function viewOf(row: NotificationRow): Static<typeof Notification> {
  return {
    MaThongBao: row.id,
    MaThamChieu: row.uid,
    TrangThaiHoSo: row.state,
    NoiDung: textOf(row),
    ThoiDiem: formatCompact(row.at),
    DaDoc: row.read_at !== null,
  }
}
