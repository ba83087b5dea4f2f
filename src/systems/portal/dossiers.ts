import type { StatementSync } from 'node:sqlite'
import { formatInstant } from '../../calendar/index.ts'
import { formatCompact, parseCompact, parseIso } from '../../target/index.ts'
import type { Database } from '../database.ts'
import type { DossierItem, ProgressItem, Snapshot, SyncMessage } from '../messages.ts'
import type { Outbox } from '../outbox.ts'
import { type DossierRow, dossierColumns, type ProgressRow } from './tables.ts'

const compact = (atMs: number | null): string => (atMs === null ? '' : formatCompact(atMs))

/** The dossiers as the portal has them: what citizens did here, and what the one-stop centre reports. */
export class Dossiers {
  readonly #outbox: Outbox
  readonly #find: StatementSync
  readonly #insert: StatementSync
  readonly #known: StatementSync
  readonly #setOwn: StatementSync
  readonly #follow: StatementSync
  readonly #followState: StatementSync
  readonly #setDocuments: StatementSync
  readonly #addProgress: StatementSync
  readonly #progress: StatementSync

  constructor(database: Database, outbox: Outbox) {
    this.#outbox = outbox
    this.#find = database.prepare('SELECT * FROM dossier WHERE uid = ?')
    this.#known = database.prepare('SELECT sequence FROM dossier WHERE uid = ?')
    this.#insert = database.prepare(
      `INSERT INTO dossier (${dossierColumns.join(', ')}) VALUES (${dossierColumns.map(() => '?').join(', ')})`,
    )
    this.#setOwn = database.prepare('UPDATE dossier SET state = ?, sent = ? WHERE uid = ?')
    this.#follow = database.prepare(
      'UPDATE dossier SET state = ?, sequence = ?, dossier_no = ?, receive_at = ?, due_at = ?, release_at = ?, ' +
        'finish_at = ?, documents = COALESCE(?, documents) WHERE uid = ?',
    )
    this.#followState = database.prepare('UPDATE dossier SET state = ?, sequence = ? WHERE uid = ?')
    this.#setDocuments = database.prepare('UPDATE dossier SET documents = ? WHERE uid = ?')
    this.#addProgress = database.prepare(
      'INSERT INTO progress (uid, sequence, by, at, note, state) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#progress = database.prepare('SELECT * FROM progress WHERE uid = ? ORDER BY sequence')
  }

  find(uid: string): DossierRow | undefined {
    return this.#find.get(uid) as DossierRow | undefined
  }

  /** Adds a dossier that the portal did not know. Within a transaction. */
  insert(row: DossierRow): void {
    this.#insert.run(...dossierColumns.map((column) => row[column]))
  }

  /**
   * Records what the citizen did, with the message that tells the one-stop centre. Within a transaction.
   * @param callId call whose kept answer the hand-over will complete
   */
  tell(row: DossierRow, state: number, action: SyncMessage['action'], callId: string, more: Telling): void {
    const sent = row.sent + 1
    this.#setOwn.run(state, sent, row.uid)
    const message: SyncMessage = {
      referenceUid: row.uid,
      message: sent,
      action,
      at: formatInstant(more.atMs),
      by: more.by,
      note: more.note,
      documents: [...more.documents],
      run: more.run,
      serviceCode: row.service_code,
      govAgencyCode: more.agency,
      applicantName: row.applicant_name,
      applicantIdType: 'CCCD',
      applicantIdNo: row.applicant_id_no,
    }
    this.#outbox.add(action, row.uid, callId, JSON.stringify(message))
  }

  /**
   * Follows what the one-stop centre says of a dossier, unless something later is known. Within a transaction.
   * @param evenIfKnown also take the state that was last told: what the citizen did since was refused
   */
  follow(snapshot: Snapshot, evenIfKnown = false): void {
    const known = this.#sequenceOf(snapshot.referenceUid)
    if (known === undefined || snapshot.sequence < known || (snapshot.sequence === known && !evenIfKnown)) return
    this.#follow.run(
      snapshot.state,
      snapshot.sequence,
      snapshot.dossierNo === '' ? null : snapshot.dossierNo,
      parseIso(snapshot.receiveDate) ?? null,
      parseIso(snapshot.dueDate) ?? null,
      parseIso(snapshot.releaseDate) ?? null,
      parseIso(snapshot.finishDate) ?? null,
      null,
      snapshot.referenceUid,
    )
  }

  /** Takes in an item of DongBoHoSoMC; one that was taken in before changes nothing. Within a transaction. */
  takeDossier(item: DossierItem): void {
    const uid = item.MaThamChieu
    const known = this.#sequenceOf(uid)
    const receiveAt = parseCompact(item.NgayTiepNhan) ?? null
    const dueAt = parseCompact(item.NgayHenTra) ?? null
    const releaseAt = parseCompact(item.NgayKetThucXuLy) ?? null
    const finishAt = parseCompact(item.NgayTra) ?? null
    const dossierNo = item.MaHoSo === '' ? null : item.MaHoSo
    const documents = JSON.stringify(item.TaiLieuNop)
    if (known === undefined) {
      this.insert({
        uid,
        service_code: item.MaTTHC,
        service_name: item.TenTTHC,
        applicant_name: item.ChuHoSo,
        applicant_id_no: item.MaDoiTuong,
        documents,
        channel: item.HinhThuc,
        run: '',
        state: item.TrangThaiHoSo,
        sequence: item.ThuTu,
        sent: 0,
        dossier_no: dossierNo,
        submit_at: parseCompact(item.NgayDangKy) ?? 0,
        receive_at: receiveAt,
        due_at: dueAt,
        release_at: releaseAt,
        finish_at: finishAt,
      })
    } else if (item.ThuTu > known) {
      this.#follow.run(item.TrangThaiHoSo, item.ThuTu, dossierNo, receiveAt, dueAt, releaseAt, finishAt, documents, uid)
    } else if (item.ThuTu === known) {
      // The change itself came as the answer to a hand-over, which says nothing of papers.
      this.#setDocuments.run(documents, uid)
    }
    this.#addProgress.run(
      uid,
      item.ThuTu,
      item.NguoiXuLy,
      parseCompact(item.ThoiDiemXuLy) ?? 0,
      item.GhiChu,
      item.TrangThaiHoSo,
    )
  }

  /** Takes in an item of CapNhatTienDoHoSoMC. False when the dossier is not known. Within a transaction. */
  takeProgress(item: ProgressItem): boolean {
    const uid = item.MaThamChieu
    const known = this.#sequenceOf(uid)
    if (known === undefined) return false
    if (item.ThuTu > known) this.#followState.run(item.TrangThai, item.ThuTu, uid)
    this.#addProgress.run(
      uid,
      item.ThuTu,
      item.NguoiXuLy,
      parseCompact(item.ThoiDiemXuLy) ?? 0,
      item.NoiDungXuLy,
      item.TrangThai,
    )
    return true
  }

  /** What a citizen is answered after submitting, supplying or withdrawing. */
  answerOf(row: DossierRow): string {
    return JSON.stringify({
      MaThamChieu: row.uid,
      MaHoSo: row.dossier_no ?? '',
      TrangThaiHoSo: row.state,
      NgayHenTra: compact(row.due_at),
    })
  }

  /** The whole dossier, with the steps it has taken. */
  viewOf(row: DossierRow): Record<string, unknown> {
    const steps = this.#progress.all(row.uid) as unknown as ProgressRow[]
    return {
      MaThamChieu: row.uid,
      MaHoSo: row.dossier_no ?? '',
      MaTTHC: row.service_code,
      TenTTHC: row.service_name,
      ChuHoSo: row.applicant_name,
      SoDinhDanh: row.applicant_id_no,
      TaiLieuNop: JSON.parse(row.documents),
      HinhThuc: row.channel,
      TrangThaiHoSo: row.state,
      NgayDangKy: compact(row.submit_at),
      NgayTiepNhan: compact(row.receive_at),
      NgayHenTra: compact(row.due_at),
      NgayKetThucXuLy: compact(row.release_at),
      NgayTra: compact(row.finish_at),
      TienDo: steps.map((step) => ({
        NguoiXuLy: step.by,
        ThoiDiemXuLy: compact(step.at),
        NoiDungXuLy: step.note,
        TrangThai: step.state,
      })),
    }
  }

  #sequenceOf(uid: string): number | undefined {
    return (this.#known.get(uid) as { sequence: number } | undefined)?.sequence
  }
}

/** What a message to the one-stop centre holds besides the dossier itself. */
export interface Telling {
  readonly atMs: number
  readonly by: string
  readonly run: string
  readonly agency: string
  readonly note: string
  readonly documents: readonly string[]
}
