import { afterAll } from 'vitest'
import { healthInsurance } from '../../../src/systems/health-insurance/index.ts'
import { residence } from '../../../src/systems/residence/index.ts'
import { describeContract, type Sample } from '../contract.ts'
import { removeDirectories } from '../folders.ts'
import { freshUid, world } from '../line-world.ts'

afterAll(removeDirectories)

const body = { govAgencyCode: '000.00.53.H48', fullName: 'Nguyễn Bảo Khang' }
const fresh: Sample = () => ({ params: { reference: freshUid() }, body })
const existing =
  (operation: string): Sample =>
  async (at) => {
    const params = { reference: freshUid() }
    await at.ask(operation, { params, body })
    return { params }
  }

describeContract(
  residence,
  {
    'residence.register': fresh,
    'residence.delete': fresh,
    'residence.sub-dossier': existing('residence.register'),
  },
  { world },
)

describeContract(
  healthInsurance,
  {
    'health-insurance.issue': fresh,
    'health-insurance.allow': fresh,
    'health-insurance.sub-dossier': existing('health-insurance.issue'),
  },
  { world },
)
