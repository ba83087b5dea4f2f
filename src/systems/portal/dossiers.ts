import { parseCompact, parseIso } from '../../target/index.ts'
import type { Maybe, Reader, Tx } from '../core/store.ts'
import type { Snapshot } from '../one-stop/messages.ts'
import type { DossierItem, ProgressItem } from './messages.ts'
import { notifications } from './notifications.ts'
import { type DossierRow, dossierColumns, type ProgressRow } from './tables.ts'

const FIND = 'SELECT * FROM dossier WHERE uid = ?'
const NUMBERED = 'SELECT * FROM dossier WHERE dossier_no = ? ORDER BY uid'
const KNOWN = 'SELECT sequence, state, applicant_id_no FROM dossier WHERE uid = ?'
const INSERT = `INSERT INTO dossier (${dossierColumns.join(', ')}) VALUES (${dossierColumns.map(() => '?').join(', ')})`
const SET_STATE = 'UPDATE dossier SET state = ? WHERE uid = ?'
const SET_REFUSED = 'UPDATE dossier SET refused_call = ? WHERE uid = ?'
const FOLLOW =
  'UPDATE dossier SET state = ?, sequence = ?, dossier_no = ?, receive_at = ?, due_at = ?, release_at = ?, ' +
  'finish_at = ? WHERE uid = ?'
const FOLLOW_STATE = 'UPDATE dossier SET state = ?, sequence = ? WHERE uid = ?'
const SET_DOCUMENTS = 'UPDATE dossier SET documents = ? WHERE uid = ?'
const ADD_PROGRESS =
  'INSERT INTO progress (uid, sequence, done_by, at, note, state) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING'
const PROGRESS = 'SELECT * FROM progress WHERE uid = ? ORDER BY sequence'

/** The dossiers as the portal has them: what citizens did here, and what the one-stop centres report. */
export const dossiers = {
  find: (reader: Reader, uid: string): Maybe<DossierRow | undefined> => reader.get<DossierRow>(FIND, uid),

  /** Those with a number: several where two sites of a centre number apart. */
  numbered: (reader: Reader, dossierNo: string): Maybe<DossierRow[]> => reader.all<DossierRow>(NUMBERED, dossierNo),

  /** Adds a dossier that the portal did not know. */
  insert: (tx: Tx, row: DossierRow): Maybe<number> => tx.run(INSERT, ...dossierColumns.map((column) => row[column])),

  /** The state that follows from what the citizen did, until the one-stop centre has said its word. */
  setState: (tx: Tx, uid: string, state: number): Maybe<number> => tx.run(SET_STATE, state, uid),

  /** The one-stop centre refused what this call asked. */
  setRefused: (tx: Tx, uid: string, callId: string): Maybe<number> => tx.run(SET_REFUSED, callId, uid),

  /**
   * Follows what the one-stop centre says of a dossier, unless something later is known.
   * @param atMs when the centre said it
   * @param evenIfKnown also take the state that was last told: what the citizen did since was refused
   * @returns the dossier as the portal has it now; undefined where it does not know it
   */
  async follow(tx: Tx, snapshot: Snapshot, atMs: number, evenIfKnown = false): Promise<DossierRow | undefined> {
    const { referenceUid: uid, sequence, state, dossierNo } = snapshot
    const known = await dossiers.find(tx, uid)
    if (!known || sequence < known.sequence || (sequence === known.sequence && !evenIfKnown)) return known
    const texts = [snapshot.receiveDate, snapshot.dueDate, snapshot.releaseDate, snapshot.finishDate]
    const [receive_at = null, due_at = null, release_at = null, finish_at = null] = texts.map((text) => parseIso(text))
    const dossier_no = dossierNo === '' ? null : dossierNo
    await tx.run(FOLLOW, state, sequence, dossier_no, receive_at, due_at, release_at, finish_at, uid)
    await tellOfState(tx, known, { uid, state, at: atMs, dossier_no, due_at })
    return { ...known, state, sequence, dossier_no, receive_at, due_at, release_at, finish_at }
  },

  /** Takes in an item of DongBoHoSoMC; one that was taken in before changes nothing. */
  async takeDossier(tx: Tx, item: DossierItem, agency: string): Promise<void> {
    const uid = item.MaThamChieu
    const known = await knownOf(tx, uid)
    const [receiveAt = null, dueAt = null, releaseAt = null, finishAt = null] = [
      parseCompact(item.NgayTiepNhan),
      parseCompact(item.NgayHenTra),
      parseCompact(item.NgayKetThucXuLy),
      parseCompact(item.NgayTra),
    ]
    const dossierNo = item.MaHoSo === '' ? null : item.MaHoSo
    const documents = JSON.stringify(item.TaiLieuNop)
    const at = parseCompact(item.ThoiDiemXuLy) ?? 0
    const news = { uid, state: item.TrangThaiHoSo, at, dossier_no: dossierNo, due_at: dueAt }
    if (!known) {
      await dossiers.insert(tx, {
        uid,
        service_code: item.MaTTHC,
        service_name: item.TenTTHC,
        agency,
        applicant_name: item.ChuHoSo,
        applicant_id_no: item.MaDoiTuong,
        documents,
        channel: item.HinhThuc,
        run: '',
        state: item.TrangThaiHoSo,
        sequence: item.ThuTu,
        refused_call: '',
        dossier_no: dossierNo,
        submit_at: parseCompact(item.NgayDangKy) ?? 0,
        receive_at: receiveAt,
        due_at: dueAt,
        release_at: releaseAt,
        finish_at: finishAt,
      })
      await tellOfState(tx, { applicant_id_no: item.MaDoiTuong, state: 0 }, news)
    } else if (item.ThuTu > known.sequence) {
      await tx.run(FOLLOW, item.TrangThaiHoSo, item.ThuTu, dossierNo, receiveAt, dueAt, releaseAt, finishAt, uid)
      await tellOfState(tx, known, news)
    }
    // A change may have come already as the reply to a hand-over, which says nothing of papers.
    if (known && item.ThuTu >= known.sequence) await tx.run(SET_DOCUMENTS, documents, uid)
    await addProgress(tx, item, item.GhiChu, item.TrangThaiHoSo)
  },

  /** Takes in an item of CapNhatTienDoHoSoMC. False when the dossier is not known. */
  async takeProgress(tx: Tx, item: ProgressItem): Promise<boolean> {
    const uid = item.MaThamChieu
    const known = await knownOf(tx, uid)
    if (!known) return false
    if (item.ThuTu > known.sequence) {
      await tx.run(FOLLOW_STATE, item.TrangThai, item.ThuTu, uid)
      const at = parseCompact(item.ThoiDiemXuLy) ?? 0
      await tellOfState(tx, known, { uid, state: item.TrangThai, at, dossier_no: item.MaHoSo || null, due_at: null })
    }
    await addProgress(tx, item, item.NoiDungXuLy, item.TrangThai)
    return true
  },

  steps: (reader: Reader, uid: string): Maybe<ProgressRow[]> => reader.all<ProgressRow>(PROGRESS, uid),
}

type Known = Pick<DossierRow, 'sequence' | 'state' | 'applicant_id_no'>

function knownOf(reader: Reader, uid: string): Maybe<Known | undefined> {
  return reader.get<Known>(KNOWN, uid)
}

/** Tells the applicant where the dossier now stands, unless it stood there before. */
async function tellOfState(
  tx: Tx,
  before: Pick<Known, 'state' | 'applicant_id_no'>,
  news: { uid: string; state: number; at: number; dossier_no: string | null; due_at: number | null },
): Promise<void> {
  if (news.state === before.state) return
  await notifications.add(tx, { ...news, citizen: before.applicant_id_no, kind: 'state' })
}

function addProgress(
  tx: Tx,
  { MaThamChieu, ThuTu, NguoiXuLy, ThoiDiemXuLy }: DossierItem | ProgressItem,
  note: string,
  state: number,
): Maybe<number> {
  return tx.run(ADD_PROGRESS, MaThamChieu, ThuTu, NguoiXuLy, parseCompact(ThoiDiemXuLy) ?? 0, note, state)
}
