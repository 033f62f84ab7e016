/** Who is signed in, as far as it matters here. */
interface Working {
  operator: { programmeId: string }
}

const kept = 'kaquan-console-programme'
const every = '*'

/** What is said with every call; null for who works for one programme alone, which the server knows. */
let chosen: string | null = null

/** Who works for all programmes looks at one of them at a time. */
export function worksForAll({ operator }: Working): boolean {
  return operator.programmeId === every
}

export function keepProgramme(who: Working): void {
  chosen = worksForAll(who) ? localStorage.getItem(kept) : null
}

export function chosenProgramme(): string | null {
  return chosen
}

/** Begins at the front page: what is open belongs to the programme that was looked at. */
export function chooseProgramme(programmeId: string): void {
  localStorage.setItem(kept, programmeId)
  location.assign('/console/')
}

/** Sessions and accounts belong to no programme that is looked at. */
const ofNoProgramme = /^\/ops\/(sessions|operators|enrolments|me|programmes)(\/|\?|$)/

/** The same call, for the programme that was chosen. */
export function inProgramme<Call extends { path: string; body?: unknown }>(call: Call): Call {
  if (chosen === null || ofNoProgramme.test(call.path)) return call
  const path = `${call.path}${call.path.includes('?') ? '&' : '?'}programmeId=${encodeURIComponent(chosen)}`
  const { body } = call
  if (typeof body !== 'object' || body === null) return { ...call, path }
  return { ...call, path, body: { programmeId: chosen, ...body } }
}
