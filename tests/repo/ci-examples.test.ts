import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { commands } from '../../src/cli/commands/index.ts'
import { root } from './source.ts'

const read = (name: string) => readFileSync(join(root, 'docs/ci', name), 'utf8')

// GitHub's parser imports JSON without saying so, which Node does not take.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
const { convertWorkflowTemplate } = await import('@actions/workflow-parser/model/convert')

async function problemsOfWorkflow(content: string): Promise<string[]> {
  const parsed = parseWorkflow({ name: 'rehearsal.yml', content }, new NoOperationTraceWriter())
  const { value, context } = parsed
  if (value) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

/** Keywords of GitLab’s jobs that the example uses, as GitLab’s reference of CI/CD YAML describes them. */
const strings = { type: 'array', items: { type: 'string' }, minItems: 1 }
const job = {
  type: 'object',
  additionalProperties: false,
  properties: {
    extends: { type: 'string' },
    stage: { type: 'string' },
    image: { type: 'string' },
    timeout: { type: 'string' },
    interruptible: { type: 'boolean' },
    resource_group: { type: 'string' },
    script: strings,
    before_script: strings,
    rules: {
      type: 'array',
      items: { type: 'object', additionalProperties: false, required: ['if'], properties: { if: { type: 'string' } } },
    },
    cache: {
      type: 'object',
      additionalProperties: false,
      required: ['paths'],
      properties: {
        key: { type: 'object', additionalProperties: false, properties: { files: { ...strings, maxItems: 2 } } },
        paths: strings,
      },
    },
    artifacts: {
      type: 'object',
      additionalProperties: false,
      properties: {
        when: { enum: ['always', 'on_success', 'on_failure'] },
        expire_in: { type: 'string' },
        paths: strings,
        reports: { type: 'object', additionalProperties: false, properties: { junit: { type: 'string' } } },
      },
    },
    allow_failure: {
      type: 'object',
      additionalProperties: false,
      properties: { exit_codes: { type: 'array', items: { type: 'integer' } } },
    },
  },
}
const pipeline = {
  type: 'object',
  properties: {
    stages: strings,
    default: {
      type: 'object',
      additionalProperties: false,
      properties: { image: { type: 'string' }, interruptible: { type: 'boolean' } },
    },
    variables: { type: 'object', additionalProperties: { type: 'string' } },
  },
  additionalProperties: job,
}

interface Pipeline {
  readonly stages: readonly string[]
  readonly [job: string]: unknown
}

describe('the example of a GitHub workflow', () => {
  const text = read('github-actions.yml')

  it('is one that GitHub’s own parser accepts', async () => {
    expect(await problemsOfWorkflow(text)).toEqual([])
  })

  it('would not be accepted with a key that there is not, or an expression that is none', async () => {
    expect(await problemsOfWorkflow(text.replace('runs-on:', 'runs-at:'))).not.toEqual([])
    expect(await problemsOfWorkflow(text.replace('runner.os }}', 'runner.os'))).not.toEqual([])
  })
})

describe('the example of a GitLab pipeline', () => {
  const text = read('gitlab-ci.yml')
  const problems = (of: string) => {
    const ajv = new Ajv2020({ strict: false })
    return ajv.validate(pipeline, parse(of))
      ? []
      : (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }

  it('is YAML with jobs of keywords that GitLab has', () => {
    expect(parseDocument(text).errors).toEqual([])
    expect(problems(text)).toEqual([])
  })

  it('would not be accepted with a keyword that there is not', () => {
    expect(problems(text.replace('resource_group:', 'resource_groups:'))).not.toEqual([])
  })

  it('has for each job a script, a stage that is named, and what it extends', () => {
    const { stages, default: _, variables: __, ...jobs } = parse(text) as Pipeline
    for (const [name, each] of Object.entries(jobs) as [string, Record<string, string>][]) {
      if (name.startsWith('.')) continue
      expect(each.script).toBeDefined()
      expect(stages).toContain(each.stage)
      expect(Object.keys(jobs)).toContain(each.extends)
    }
  })
})

describe('the examples of CI', () => {
  it.each(['github-actions.yml', 'gitlab-ci.yml'])('call commands that Dientap has: %s', (name) => {
    const known = commands.map(({ command }) => command.split(' ')[0])
    const called = [...read(name).matchAll(/npx dientap (\S+)/g)].map(([, command]) => command)
    expect(called.length).toBeGreaterThan(2)
    // `load` comes with its own room.
    expect(called.filter((command) => !known.includes(command) && command !== 'load')).toEqual([])
  })
})
