// `node peer.js DOCUMENTS QUESTIONS and|or`: the documents indexed by MiniSearch, then each question once.
//
// The settings are those of a city app in use (integreat-app, shared/src/hooks/useSearch.ts, August 2026): two
// fields, the title counting twice, every word matched as a beginning and with slips of a quarter of its length, all
// words needed, terms decomposed and without marks. `or` changes the one setting that all words are needed.
// Documents and questions are JSON, one on a line: `id`, `lang`, `title`, `text` and, where there is one, `html`; and
// `lang`, `text`. Each language has an index of its own. The answer is one JSON object as from the other peers.

import { readFileSync } from 'node:fs'
import { Parser } from 'htmlparser2'
import MiniSearch from 'minisearch'

const [documentsPath, questionsPath, combine] = process.argv.slice(2)
const rows = path => readFileSync(path, 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line))
const HITS = 20
const BREAKS = new Set(['li', 'p', 'br'])

const folded = text => text.normalize('NFKD').replace(/\p{Mark}/gu, '').replaceAll('ß', 'ss').toLowerCase().trim()

const plain = html => {
  const parts = []
  const onopentag = name => BREAKS.has(name) && parts.push('\n')
  const parser = new Parser({ ontext: text => parts.push(text), onopentag }, { decodeEntities: true })
  parser.write(html)
  parser.end()
  return parts.join('').replaceAll('\r', '').trim()
}

const empty = () => new MiniSearch({
  fields: ['title', 'content'],
  extractField: (document, field) => {
    if (field !== 'content') return document[field]
    return folded(document.html === undefined ? document.text : plain(document.html))
  },
  processTerm: folded,
  searchOptions: { boost: { title: 2 }, fuzzy: 0.25, prefix: true, combineWith: combine === 'or' ? 'OR' : 'AND' },
})

const now = () => Number(process.hrtime.bigint()) / 1e6
const documents = rows(documentsPath)
const questions = rows(questionsPath)

const indexes = new Map()
const begun = now()
for (const document of documents) {
  if (!indexes.has(document.lang)) indexes.set(document.lang, empty())
  indexes.get(document.lang).add(document)
}
const buildMs = now() - begun

const ask = question => {
  const begun = now()
  const hits = indexes.get(question.lang)?.search(folded(question.text)) ?? []
  const ids = hits.slice(0, HITS).map(hit => hit.id)
  return { ids, ms: now() - begun }
}
questions.forEach(ask)
const answers = questions.map(ask)
const bytes = [...indexes.values()].reduce((sum, index) => sum + Buffer.byteLength(JSON.stringify(index)), 0)
console.log(JSON.stringify({ build_ms: buildMs, bytes, answers }))
