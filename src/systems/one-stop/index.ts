import { censusOf } from '../core/census.ts'
import type { Parts, Shop, StandIn } from '../core/stand-in.ts'
import { Dossiers } from './centre/dossiers.ts'
import { SEPARATE_NUMBERING, separateNumbering } from './centre/site.ts'
import { centreTables } from './centre/tables.ts'
import { Desk } from './dialects/desk.ts'
import { igate } from './dialects/igate/index.ts'
import { newPortal } from './dialects/new-portal/index.ts'
import { opencps } from './dialects/opencps/index.ts'
import { wordOperation } from './dialects/opencps/list-operations.ts'
import { citizenActs } from './intake.ts'
import { CITIZEN_ACT, PAID, PROVINCE_STEP } from './messages.ts'
import { payments, provinceSteps } from './other-systems.ts'
import { Reporting } from './reporting.ts'
import { roles } from './roles.ts'

const COUNT = 'SELECT state, count(*) AS n FROM dossier GROUP BY state ORDER BY state'
const PAGE = 'SELECT uid, state FROM dossier WHERE uid > ? ORDER BY uid LIMIT ?'

/** The commune one-stop centres: one server for all units, which speaks with each in the dialect of its centre. */
export const oneStop: StandIn = {
  name: 'one-stop',
  title: 'Commune one-stop centre',
  description: [
    'Reception, processing and return of dossiers at the centres of all units, kept apart by organisation id.',
    'Three dialects over one core: OpenCPS-like (/o/rest/…), iGate-like (/pa/…, /bt/…) and new-portal-like (/api/v1/…).',
    'Each knows only the centres that speak it, and their dossiers.',
  ].join(' '),
  tables: centreTables,
  roles,
  faults: { [SEPARATE_NUMBERING]: separateNumbering },
  open(parts: Parts): Shop {
    const { centres, configuration, outbox, faults } = parts
    const dossiers = new Dossiers(outbox, centres, faults, configuration.running.includes('payment'))
    return {
      operations: [
        ...opencps(new Desk('opencps', parts, dossiers)),
        ...igate(new Desk('igate', parts, dossiers)),
        ...newPortal(new Desk('new-portal', parts, dossiers)),
        wordOperation(async (reader, uid) => dossiers.find(reader, uid)),
      ],
      receives: {
        [CITIZEN_ACT]: citizenActs(dossiers),
        [PAID]: payments(dossiers),
        [PROVINCE_STEP]: provinceSteps(dossiers),
      },
      sends: { portal: new Reporting(centres, configuration.token) },
      async census(reader) {
        const rows = await reader.all<{ state: number; n: number }>(COUNT)
        return censusOf(Object.fromEntries(rows.map(({ state, n }) => [String(state), n])))
      },
      async dossiers(reader, after, limit) {
        const rows = await reader.all<{ uid: string; state: number }>(PAGE, after, limit)
        return rows.map(({ uid, state }) => [uid, state] as const)
      },
    }
  },
}
