import type { RequestKind } from '../../../shared/contract/requests'
import { accountCourse } from './accountRequests'
import { publishCourse, reviewCourse } from './catalogueRequests'
import { loadCodesCourse } from './codesRequests'
import type { RequestCourse } from './execution'

const courses: { readonly [Kind in RequestKind]?: RequestCourse<Kind> } = {
  publish_catalogue: publishCourse,
  review_take_down: reviewCourse,
  load_codes: loadCodesCourse,
  open_account: accountCourse,
  change_roles: accountCourse,
  renew_enrolment: accountCourse,
}

/** What else follows from the course of a request of this kind. */
export function courseOf(kind: RequestKind): RequestCourse<RequestKind> {
  // The table holds each kind with its own payload, which the store has parsed by its kind.
  return (courses[kind] ?? {}) as RequestCourse<RequestKind>
}
