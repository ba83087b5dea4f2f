import { type Receiver, receiver } from '../core/messages.ts'
import { closed, text } from '../core/shapes.ts'
import { dossiers } from './dossiers.ts'
import { DossierItem, ProgressItem, type ReportKind } from './messages.ts'

const madonvi = text(100, 1, 'Organisation id of the unit.')
const DossierReport = closed({ madonvi, item: DossierItem }, 'A dossier as its centre has it.')
const StepReport = closed({ madonvi, item: ProgressItem }, 'A step of a dossier.')

const dossierReports = receiver<typeof DossierReport>({
  body: DossierReport,
  key: ({ body }) => `dossier:${body.item.MaThamChieu}`,
  async handle({ body }, tx) {
    await dossiers.takeDossier(tx, body.item, body.madonvi)
    return { status: 200, body: null }
  },
})

const stepReports = receiver<typeof StepReport>({
  body: StepReport,
  key: ({ body }) => `dossier:${body.item.MaThamChieu}`,
  async handle({ body }, tx) {
    return { status: 200, body: { isKnown: await dossiers.takeProgress(tx, body.item) } }
  },
})

/** Reports of the one-stop centres that do not come through the LGSP door: those that a planted delay holds. */
export const heldReports: Readonly<Record<ReportKind, Receiver>> = {
  new: dossierReports,
  update: dossierReports,
  progress: stepReports,
}
